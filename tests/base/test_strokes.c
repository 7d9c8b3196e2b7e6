/* Strokes, and the order of name lists by them: 252 surnames checked by hand against 横竖撇点折, whole names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buffer.h"
#include "base/strokes.h"
#include "base/text.h"

static unsigned strokes_of(const char *hanzi) {
    char32_t character;
    text_decode(hanzi, strlen(hanzi), &character);
    return stroke_count(character);
}

/* Each line's hanzi have as many strokes as its place, and stand in the order of 姓氏笔画: by the kinds of their
 * strokes. Checked by hand, stroke by stroke. */
static const char *const surnames[] = {
    "",
    "",
    "丁卜刁",
    "于万卫马",
    "王韦尤车牛毛仇卞方尹孔邓",
    "甘艾古左石龙卢叶申田史冉付白丛包邝冯兰宁司边",
    "邢吉巩成毕师曲吕朱乔伍仲任华向全邬庄刘齐闫关米江池汤安祁许农阮孙阳牟纪",
    "麦严芦苏杜巫李杨连肖时吴岑邱何佟余佘谷邹应冷辛闵汪沙沈宋迟张陆陈邵",
    "武苗苟苑范林卓尚明易罗和季岳金周庞郑单宗郎房屈孟",
    "项赵郝荣胡柯查柏柳钟段侯俞饶施姜娄宫祝费姚贺骆",
    "秦敖袁耿聂莫桂贾夏顾柴党晏钱倪徐殷翁凌栾高郭席唐涂陶姬桑",
    "黄梅曹戚龚盛崔符麻康章商阎梁寇隋",
    "彭葛董蒋韩覃景喻程傅焦舒鲁童曾温游谢",
    "靳蓝蒲蒙甄雷虞路简詹鲍解窦褚",
    "蔡臧裴管廖谭翟熊缪",
    "樊黎滕颜潘",
    "薛霍穆",
    "戴魏",
    "瞿",
};

static void assert_before(const char *one, const char *other) {
    struct buffer keys[2] = {BUFFER_INIT, BUFFER_INIT};
    stroke_append_key(&keys[0], one);
    stroke_append_key(&keys[1], other);
    assert_true(text_is_valid(keys[0].data, keys[0].length, NULL));
    if (strcmp(buffer_text(&keys[0]), buffer_text(&keys[1])) >= 0) {
        fail_msg("%s (%s) does not come before %s (%s)", one, buffer_text(&keys[0]), other,
                 buffer_text(&keys[1]));
    }
    buffer_release(&keys[0]);
    buffer_release(&keys[1]);
}

static void test_the_commonest_surnames(void **state) {
    char before[5] = "";
    size_t count = 0;
    for (unsigned strokes = 0; strokes < sizeof surnames / sizeof surnames[0]; strokes++) {
        size_t length = strlen(surnames[strokes]);
        for (size_t at = 0; at < length; count++) {
            char32_t character;
            char surname[5] = "";
            size_t bytes = text_decode(surnames[strokes] + at, length - at, &character);
            memcpy(surname, surnames[strokes] + at, bytes);
            at += bytes;
            if (stroke_count(character) != strokes) {
                fail_msg("%s has %u strokes", surname, stroke_count(character));
            }
            if (before[0] != '\0') {
                assert_before(before, surname);
            }
            memcpy(before, surname, sizeof before);
        }
    }
    assert_int_equal(count, 252);
}

static void test_names_in_order(void **state) {
    static const char *const names[] = {
        "3组",      "A区",           "丁 宁",  "丁来福", "丁学东", "于伟国", "于忠民",   "万立成",
        "习水生",   "马　飞",        "马兴",   "马晓伟", "王宁",   "王军",   "王勇",     "王晨",
        "王小洪",   "王正伟",        "王东明", "王东峰", "尤金",   "司文",   "司文明",   "司徒明",
        "司徒文明", "买买提·阿不都", "张三",   "张一山", "欧文",   "欧阳山", "欧阳建国",
    };
    for (size_t i = 0; i + 1 < sizeof names / sizeof names[0]; i++) {
        assert_before(names[i], names[i + 1]);
    }
}

static void test_counts(void **state) {
    static const struct {
        const char *hanzi;
        unsigned strokes;
    } rows[] = {
        {"一", 1}, {"宅", 6},  {"基", 11}, {"地", 6},  {"䶮", 9},  {"𠮷", 6}, {"骨", 9}, {"范", 8},
        {"䜣", 6}, {"龑", 20}, {"龘", 48}, {"張", 11}, {"劉", 15}, {"a", 0},  {"。", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (strokes_of(rows[i].hanzi) != rows[i].strokes) {
            fail_msg("%s has %u strokes", rows[i].hanzi, strokes_of(rows[i].hanzi));
        }
    }
    assert_int_equal(stroke_count(0x10FFFF), 0);
    assert_int_equal(stroke_count(0xE000), 0);
}

/* Characters whose kinds of strokes are not known follow those of as many strokes, by code point. */
static void test_unknown_kinds_come_last_of_their_number(void **state) {
    assert_before("寇文", "張文");
    assert_before("隋文", "張文");
    assert_before("張文", "彭文");
    assert_before("张", "\xFF"); /* of U+FFFD */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_commonest_surnames),
        cmocka_unit_test(test_names_in_order),
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_unknown_kinds_come_last_of_their_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
