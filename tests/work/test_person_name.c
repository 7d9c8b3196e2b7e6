/* Names of persons, and words for classes of matters that look like them. Mission C7. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "work/person_name.h"

static void names(void **state) {
    static const char *const texts[] = {
        "张三",         "张𠮷旺", "刘䶮",       "欧阳小𠮷", "王某",         "李某某",
        "司马光",       "张水生", "王建国",     "周金山",   "张三、李四",   "王二诉刘䶮",
        "赵六 与 钱七", "林保全", "车费、李四", "马志明；", "陈大文，借款",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (!person_name_is(texts[i]))
            fail_msg("%s", texts[i]);
}

static void classes_of_matters(void **state) {
    static const char *const texts[] = {
        "",         "邻里纠纷",  "婚姻家庭",   "土地承包",
        "山林权属", "林权",      "林地",       "房屋买卖",
        "房产",     "金融借款",  "施工",       "施工纠纷",
        "损害赔偿", "赡养",      "劳动争议",   "合同",
        "安全",     "古墓",      "池塘",       "田地",
        "牛羊",     "车辆",      "马路",       "钱款",
        "费用",     "张三纠纷",  "合计",       "民间借贷",
        "张",       "Zhang San", "房租、水费", "机动车交通事故责任",
        "其他",     "３件",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (person_name_is(texts[i]))
            fail_msg("%s", texts[i]);
}

/* What stands in running text. */
static const char *found(const char *text) {
    static char names[200];
    size_t at = 0, length = 0;
    names[0] = '\0';
    while ((length = person_name_next(text, &at)) > 0) {
        snprintf(names + strlen(names), sizeof names - strlen(names), "%s%.*s",
                 names[0] != '\0' ? " " : "", (int)length, text + at);
        at += length;
    }
    return names;
}

static void names_in_what_is_told(void **state) {
    static const char *const texts[][2] = {
        {"村民王五所说长凳已设。", "王五"},
        {"村民王二小占道堆沙，已清。", "王二小"},
        {"村民李䶮占道", "李䶮"},
        {"邻居张𠮷旺、李四和王五说好了", "张𠮷旺 李四 王五"},
        {"户主欧阳小𠮷家的水管", "欧阳小𠮷"},
        {"王二小大爷行动不便", "王二小"},
        {"补助对象：王秀英，刘大全；已发。", "王秀英 刘大全"},
        {"村民马志明家门口", "马志明"},
        {"村民周金山在路上", "周金山"},
    };
    static const char *const nobody[] = {
        "",
        "三组路灯已修好，方便群众出行。",
        "村民高度关注，马上处理。",
        "居民时常反映，安全隐患已排除。",
        "群众张贴的公告，周边已清。",
        "王庄、李家湾、张村的路已修，许多村民满意。",
        "村民代表会议同意，全部公开。",
        "村民向镇里反映，应当安排。",
        "经查，属实。陈旧设施，谢谢。",
        "村民小组长已答复",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (strcmp(found(texts[i][0]), texts[i][1]) != 0)
            fail_msg("%s: %s", texts[i][0], found(texts[i][0]));
    for (size_t i = 0; i < sizeof nobody / sizeof nobody[0]; i++)
        if (found(nobody[i])[0] != '\0')
            fail_msg("%s: %s", nobody[i], found(nobody[i]));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names),
        cmocka_unit_test(classes_of_matters),
        cmocka_unit_test(names_in_what_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
