/* Names of persons, and words for classes of matters that look like them. Mission C7. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names),
        cmocka_unit_test(classes_of_matters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
