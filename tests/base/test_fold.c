/* Folding: what is one character for a search, and what must stay apart. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buffer.h"
#include "base/fold.h"
#include "base/text.h"

static void assert_folds(const char *text, const char *expected) {
    struct buffer folded = BUFFER_INIT;
    fold_append(&folded, text, strlen(text));
    assert_string_equal(buffer_text(&folded), expected);
    assert_int_equal(text_length(text), text_length(expected));
    buffer_release(&folded);
}

static void test_what_is_one_for_a_search(void **state) {
    assert_folds("Ａ１ｚ！，（）", "a1z!,()");
    assert_folds("ABC xyz ÀÉ", "abc xyz àé");
    assert_folds("宅\u3000基\u00A0地", "宅 基 地");
    assert_folds("宅基地審批關於農戶", "宅基地审批关于农户");
    assert_folds("裡裏託鉅鹼麴諮", "里里托巨碱曲咨");
    assert_folds("鍾锺钟", "钟钟钟");
    assert_folds("乾隆", "干隆");
    assert_folds("頫龑", "𫖯䶮");
    assert_folds("⼀⾦⻋", "一金车"); /* radicals */
    assert_folds("樂\uF914\U0002F800", "乐乐丽");
    assert_folds("﹐﹑﹖︵︶", ",、?()");
    assert_folds("ｶﾅ､｡", "カナ、。");
    assert_folds("二〇〇二二○○二二零零二", "二零零二二零零二二零零二");
    assert_folds("买买提·阿不都•热・合‧曼･", "买买提·阿不都·热·合·曼·");
}

static void test_what_stays_apart(void **state) {
    assert_folds("①②⑩㎡㎏²Ⅳ½№", "①②⑩㎡㎏²ⅳ½№");
    assert_folds("𠮷吉䶮龚", "𠮷吉䶮龚");
    assert_folds("幺么", "幺么");
    assert_folds("“公示”——…《》", "“公示”——…《》");
    assert_folds("着著", "着著");
}

static void test_invalid_bytes_are_one_character_each(void **state) {
    assert_folds("宅\xFF基\xE5\xAE", "宅\uFFFD基\uFFFD\uFFFD");
    assert_folds("", "");
}

static void test_folding_twice_changes_nothing(void **state) {
    size_t changed = 0;
    for (char32_t character = 0; character <= 0x10FFFF; character++) {
        char32_t folded = fold_character(character);
        changed += folded != character ? 1 : 0;
        assert_int_equal(fold_character(folded), folded);
        if (character >= 0xD800 && character <= 0xDFFF) {
            assert_int_equal(folded, character);
        }
    }
    assert_true(changed > 6000);
}

static void test_hanzi(void **state) {
    static const char32_t hanzi[] = {0x4E00,  0x9FFF,  0x3400, 0x4DAE,
                                     0x20BB7, 0x32000, 0xF900, 0x3007};
    static const char32_t others[] = {'a', 0x3000, 0x3002, 0x30A2, 0xAC00, 0xFF11, 0x1F600, 0};
    for (size_t i = 0; i < sizeof hanzi / sizeof hanzi[0]; i++) {
        assert_true(fold_is_hanzi(hanzi[i]));
        assert_false(fold_is_hanzi(others[i]));
    }
    assert_int_not_equal(fold_version(), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_one_for_a_search),
        cmocka_unit_test(test_what_stays_apart),
        cmocka_unit_test(test_invalid_bytes_are_one_character_each),
        cmocka_unit_test(test_folding_twice_changes_nothing),
        cmocka_unit_test(test_hanzi),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
