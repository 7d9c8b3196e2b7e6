/* Masking: what is found in free text and what is shown in its place; names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "work/mask.h"

static struct mask_counts counts;

/* The text masked, in a static buffer; `counts` holds what was found. */
static const char *masked(const char *text) {
    static char out[600];
    struct buffer buffer = BUFFER_INIT;
    counts = (struct mask_counts){{0}};
    mask_append_text(&buffer, text, &counts);
    strcpy(out, buffer_text(&buffer));
    buffer_release(&buffer);
    return out;
}

static const char *name(const char *text, const char *mark) {
    static char out[200];
    struct buffer buffer = BUFFER_INIT;
    mask_append_name(&buffer, text, mark);
    strcpy(out, buffer_text(&buffer));
    buffer_release(&buffer);
    return out;
}

static void expect_counts(int ids, int mobiles, int cards) {
    assert_int_equal(counts.found[MASK_ID], ids);
    assert_int_equal(counts.found[MASK_MOBILE], mobiles);
    assert_int_equal(counts.found[MASK_CARD], cards);
}

/* The check digits were counted by hand: 11010519491231002X is the example of GB 11643-1999. */
static void id_numbers(void **state) {
    assert_string_equal(masked("身份证11010519491231002X，请查"), "身份证110105********002X，请查");
    expect_counts(1, 0, 0);
    assert_string_equal(masked("11010519491231002x"), "110105********002X");
    assert_string_equal(masked("１１０１０５１９４９１２３１００２Ｘ𠮷"), "110105********002X𠮷");
    assert_string_equal(masked("110105 1949-1231 002X"), "110105********002X");
    assert_string_equal(masked("110105　19491231－002X。"), "110105********002X。");
    assert_string_equal(masked("电话13800001234身份证440524198801010011"),
                        "电话138****1234身份证440524********0011");
    expect_counts(1, 1, 0);
}

static void id_numbers_with_a_wrong_check_digit_or_birthday_are_none(void **state) {
    assert_string_equal(masked("110105194912310021"), "110105194912310021");
    assert_string_equal(masked("11010519491331002X"), "11010519491331002X");
    assert_string_equal(masked("1101051949123100X"), "1101051949123100X");
    expect_counts(0, 0, 0);
}

/* Written together with the telephone, as in a list that was pasted. */
static void id_number_within_other_digits(void **state) {
    masked("1380000123411010519491231002X");
    expect_counts(1, 0, 0);
    assert_null(strstr(masked("1380000123411010519491231002X"), "19491231"));
}

static void mobiles(void **state) {
    assert_string_equal(masked("13800001234"), "138****1234");
    assert_string_equal(masked("打１３８００００１２３４找张𠮷旺"), "打138****1234找张𠮷旺");
    assert_string_equal(masked("138 0000 1234、139-0000-1234"), "138****1234、139****1234");
    expect_counts(0, 2, 0);
    assert_string_equal(masked("1 3 8 0 0 0 0 1 2 3 4"), "138****1234");
    assert_string_equal(masked("138 - 0000 - 1234"), "138****1234");
    assert_string_equal(masked("+86 13800001234"), "+138****1234");
    assert_string_equal(masked("008613800001234"), "138****1234");
    assert_string_equal(masked("013800001234"), "138****1234");
    assert_string_equal(masked("2026-11-20 13800001234"), "2026-11-20 138****1234");
    assert_string_equal(masked("13800001234或13900001235"), "138****1234或139****1235");
}

static void other_numbers_stay(void **state) {
    static const char *const texts[] = {
        "",
        "0571-6610011",
        "FK2026-00001，2026-11-20 答复",
        "2026年11月20日修路 1200 米，用款 356800.00 元",
        "12800001234",
        "138000012345",
        "X",
        "12345 热线",
        "工单20261120000017",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_string_equal(masked(texts[i]), texts[i]);
    expect_counts(0, 0, 0);
}

static void bank_cards(void **state) {
    assert_string_equal(masked("卡号6222021234567890128"), "卡号***************0128");
    expect_counts(0, 0, 1);
    assert_string_equal(masked("4111 1111 1111 1111"), "************1111");
    assert_string_equal(masked("４１１１－１１１１－１１１１－１１１１"), "************1111");
    assert_string_equal(masked("4111111111111112"), "4111111111111112");
    /* Days in a row, of which every tenth sum would do for a card. */
    assert_string_equal(masked("4111 1111 11-11 1111"), "4111 1111 11-11 1111");
    assert_string_equal(masked("11-21 11-22 11-28 11-29 12-05 12-06 12-12 12-13 12-19 12-20 12-26 12-27"),
                        "11-21 11-22 11-28 11-29 12-05 12-06 12-12 12-13 12-19 12-20 12-26 12-27");
    expect_counts(0, 0, 0);
}

static void addresses_stop_at_village_or_group(void **state) {
    assert_string_equal(masked("家住青石镇东门村三组12号，张𠮷旺"),
                        "家住青石镇东门村三组**，张𠮷旺");
    expect_counts(0, 0, 0);
    assert_int_equal(counts.found[MASK_ADDRESS], 1);
    assert_string_equal(masked("石桥村１２号"), "石桥村**");
    assert_string_equal(masked("石桥村第３组 １２ 号"), "石桥村第３组**");
    assert_string_equal(masked("䶮家村大塘组十二号。"), "䶮家村大塘组**。");
    assert_string_equal(masked("石桥村二村民小组12号附3号李某"), "石桥村二村民小组**李某");
    assert_string_equal(masked("东门社区3栋2单元501室"), "东门社区**");
    assert_string_equal(masked("人民路12号3单元501室、解放街3号院2栋301"), "人民路**、解放街**");
    assert_string_equal(masked("东巷5号楼2单元１０２"), "东巷**");
    assert_string_equal(masked("安置小区3栋2单元501"), "安置小区**");
    assert_string_equal(masked("门牌号：12-3号"), "门牌号：**");
    assert_string_equal(masked("东门村12号13800001234"), "东门村**138****1234");
    expect_counts(0, 1, 0);
}

static void places_that_are_no_home_stay(void **state) {
    static const char *const texts[] = {
        "东门村公开栏2号",
        "公开栏2号",
        "第三组会议",
        "东门村第三组会议",
        "东门村三组",
        "东门村三组12户",
        "东门村2026年11月20号开会",
        "东门村20号开会",
        "石桥村3号公告",
        "石桥村2座桥",
        "石桥村村委会3号楼",
        "青石镇人民路12号",
        "查阅地点：人民路1号镇政府2楼301室",
        "青石镇〔2026〕18号",
        "308路12号车",
        "3层5户",
        "村123456号",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_string_equal(masked(texts[i]), texts[i]);
}

static void where_it_was_found(void **state) {
    struct mask_hit hit;
    assert_true(mask_find("路灯 138-0000-1234 不亮", 0, &hit));
    assert_int_equal(hit.kind, MASK_MOBILE);
    assert_int_equal(hit.start, 7);
    assert_int_equal(hit.end, 20);
    assert_false(mask_find("路灯 138-0000-1234 不亮", hit.end, &hit));
    assert_string_equal(mask_kind_label(MASK_ID), "身份证号");
}

static void invalid_bytes_pass(void **state) {
    assert_string_equal(masked("\xFF"
                               "13800001234\xE4\xB8"),
                        "\xFF"
                        "138****1234\xE4\xB8");
}

static void names(void **state) {
    assert_string_equal(name("张𠮷旺", "*"), "张*");
    assert_string_equal(name("𠮷田䶮", "某"), "𠮷某");
    assert_string_equal(name("欧阳春兰", "*"), "欧阳*");
    assert_string_equal(name("欧阳", "*"), "欧*");
    assert_string_equal(name("王五", "某"), "王某");
    assert_string_equal(name("张", "*"), "张*");
    assert_string_equal(name("", "*"), "");
    assert_string_equal(name("张三、李四 司马相如", "*"), "张*、李* 司马*");
    assert_string_equal(name("买买提·艾力", "*"), "买*");
}

static void a_name_within_a_text(void **state) {
    struct buffer out = BUFFER_INIT;
    mask_append_names_in(&out, "张𠮷旺反映：张𠮷旺家门前积水", "张𠮷旺", "*");
    assert_string_equal(buffer_text(&out), "张*反映：张*家门前积水");
    buffer_clear(&out);
    mask_append_names_in(&out, "张家湾的张三", "张", "*");
    assert_string_equal(buffer_text(&out), "张家湾的张三");
    buffer_clear(&out);
    mask_append_names_in(&out, "路灯", "", "*");
    assert_string_equal(buffer_text(&out), "路灯");
    buffer_clear(&out); /* several: the longest that stands there */
    mask_append_names_in(&out, "欧阳春与李䶮同来，欧阳春兰未到", "李䶮、欧阳春\n欧阳春兰", "某");
    assert_string_equal(buffer_text(&out), "欧阳某与李某同来，欧阳某未到");
    buffer_release(&out);
}

static void what_is_a_name(void **state) {
    assert_true(mask_is_name("王五"));
    assert_true(mask_is_name("𠮷田䶮"));
    assert_true(mask_is_name("欧阳春兰"));
    assert_true(mask_is_name("买买提·艾力江"));
    assert_false(mask_is_name("王"));
    assert_false(mask_is_name(""));
    assert_false(mask_is_name("匿名"));
    assert_false(mask_is_name("村民"));
    assert_false(mask_is_name("部分群众"));
    assert_false(mask_is_name("三组全体村民"));
    assert_false(mask_is_name("热心市民"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(id_numbers),
        cmocka_unit_test(id_numbers_with_a_wrong_check_digit_or_birthday_are_none),
        cmocka_unit_test(id_number_within_other_digits),
        cmocka_unit_test(mobiles),
        cmocka_unit_test(other_numbers_stay),
        cmocka_unit_test(bank_cards),
        cmocka_unit_test(addresses_stop_at_village_or_group),
        cmocka_unit_test(places_that_are_no_home_stay),
        cmocka_unit_test(where_it_was_found),
        cmocka_unit_test(invalid_bytes_pass),
        cmocka_unit_test(names),
        cmocka_unit_test(what_is_a_name),
        cmocka_unit_test(a_name_within_a_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
