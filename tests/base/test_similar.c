/* Likeness by bigrams of hanzi: exact values, signatures that stay what they are, and made variants of a matter found again
 * among matters that share their stock clauses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/similar.h"
#include "base/text.h"

static int likeness(const char *left, const char *right) {
    struct bigrams a, b;
    assert_true(bigrams_read(left, &a));
    assert_true(bigrams_read(right, &b));
    int found = similar_likeness(&a, &b);
    assert_int_equal(similar_likeness(&b, &a), found);
    bigrams_release(&a);
    bigrams_release(&b);
    return found;
}

static size_t count(const char *text) {
    struct bigrams bigrams;
    assert_true(bigrams_read(text, &bigrams));
    size_t found = bigrams.count;
    bigrams_release(&bigrams);
    return found;
}

static void distinct_bigrams_of_runs(void **state) {
    assert_int_equal(count(""), 0);
    assert_int_equal(count("路"), 0);
    assert_int_equal(count("路灯"), 1);
    assert_int_equal(count("路灯路灯路灯"), 2); /* 路灯 灯路 */
    assert_int_equal(count("路，灯 路a灯3路"), 0);
    assert_int_equal(count("三组a路灯不亮"), 4);
    assert_int_equal(count("𠮷䶮𠮷䶮"), 2); /* four bytes and three */
    assert_int_equal(count("abc 123 １３８"), 0);
    assert_int_equal(count("\x80路灯\xE8\xB7"), 1); /* bytes that are no text part runs */
}

static void what_folds_to_the_same_is_the_same(void **state) {
    assert_int_equal(likeness("東門村路燈不亮", "东门村路灯不亮"), 1000);
    assert_int_equal(likeness("东门村𠮷旺", "東門村𠮷旺"), 1000);
    assert_int_equal(likeness("路灯（三盏）不亮！", "路灯(三盏)不亮"), 1000);
    assert_int_equal(likeness("电话１３８００００１２３４路灯", "电话13800001234路灯"), 1000);
}

static void shared_by_all(void **state) {
    assert_int_equal(likeness("", ""), 0);
    assert_int_equal(likeness("路灯", "井盖"), 0);
    assert_int_equal(likeness("路灯不亮", "路灯不亮"), 1000);
    assert_int_equal(likeness("路灯不亮", "路灯很亮"), 200);     /* 1 of 5 */
    assert_int_equal(likeness("路灯不亮了", "路灯不亮啊"), 600); /* 3 of 5 */
    assert_int_equal(similar_of_counts(1, 2, 2), 333);
}

/* They are kept in databases: another value here means that similar_version must count up. */
static void signatures_stay_what_they_are(void **state) {
    static const unsigned char expected[8] = {0xD8, 0xB8, 0xEF, 0x79, 0x24, 0x96, 0x9B, 0x4B};
    unsigned char bytes[SIGNATURE_BYTES];
    struct bigrams bigrams;
    assert_true(bigrams_read("东门村三组路灯三个月不亮，𠮷旺家门口最黑", &bigrams));
    similar_sign(&bigrams, bytes);
    bigrams_release(&bigrams);
    assert_memory_equal(bytes, expected, sizeof expected);
}

static uint32_t seed;

static size_t next(size_t below) {
    seed = seed * 1664525U + 1013904223U;
    return (seed >> 8) % below;
}

static void equal_bytes_are_counted(void **state) {
    unsigned char left[SIGNATURE_BYTES], right[SIGNATURE_BYTES];
    seed = 7;
    for (int round = 0; round < 2000; round++) {
        int equal = 0, of_head = 0;
        size_t out_of = 1 + next(255);
        for (size_t i = 0; i < sizeof left; i++) {
            left[i] = (unsigned char)next(256);
            right[i] = next(256) < out_of ? left[i] : (unsigned char)(left[i] ^ (1U << next(8)));
            equal += left[i] == right[i];
            of_head += left[i] == right[i] && i < SIGNATURE_HEAD;
        }
        assert_int_equal(similar_equal(left, right, SIGNATURE_BYTES), equal);
        assert_int_equal(similar_equal(left, right, SIGNATURE_HEAD), of_head);
    }
    assert_int_equal(similar_equal(left, left, SIGNATURE_BYTES), SIGNATURE_BYTES);
}

/* ---- made variants --------------------------------------------------------------------------------- */

static const char *const villages[] = {"东门村",   "石桥村", "西岭村", "河口村",
                                       "柳树湾村", "双井村", "大坪村", "南场村"};
static const char *const subjects[] = {
    "三组路灯自八月以来一直不亮，老人小孩夜里出行很不安全",
    "文化广场旁边的公共厕所长期没有人打扫，气味很重影响周围住户",
    "通村公路塌方已经半个多月，运粮食的车辆只能绕行十几里",
    "自来水隔三差五停水，来水以后又黄又浑没有办法饮用",
    "低保户评议没有张贴名单，有几户条件很好的人家也领到了补助",
    "村口鱼塘承包合同到期以后没有重新招标，直接续给了原来的人",
    "垃圾中转箱满了没有人清运，污水流到了旁边的菜地里",
    "危房改造补助款报上去一年多了，至今没有发到农户手里",
    "卫生室经常锁着门，村民看个感冒也要跑到镇上去",
    "宅基地审批递交材料三个月没有答复，问谁都说不归自己管",
    "灌溉水渠被建筑渣土堵住，下游两百亩水田插不了秧",
    "夜间有货车偷偷往废弃砖窑里倾倒工业废料，气味刺鼻",
    "幼儿园门口没有减速带，早晚接送孩子的时候车辆开得飞快",
    "养鸡场粪便直接排进小河，河水发臭已经没有人敢用",
    "高压线离新盖的房屋太近，刮风下雨的时候能看见打火花",
    "集体林地的租金连续四年没有公布去向，群众意见很大",
};
static const char *const details[] = {
    "我们几户人家凑钱请人来看过，说是线路老化要整条更换",
    "去年冬天就向驻村干部反映过，当时答应开春以后安排",
    "上个月有一位老人因此摔伤住院，花了三千多块钱",
    "住在附近的十几户都可以作证，照片也已经交给村里",
    "隔壁乡镇同样的问题半个月就处理好了，为什么我们不行",
    "听说专项资金早已拨付下来，不知道用到什么地方去了",
    "之前来过两个人拍照登记，后来就再也没有消息",
    "雨季马上要到了，再拖下去恐怕会出更大的事情",
    "孩子们每天上学都要从那里经过，家长轮流去接送",
    "承包人态度很恶劣，说有本事就去告",
    "负责这件事情的干部换了三个，每个都说刚刚接手不清楚",
    "种了一辈子地，从来没有遇到过这样的情况",
};
static const char *const stock[] = {"多次口头反映没有结果", "请有关部门尽快核实处理",
                                    "希望给群众一个明确的答复", "请说明何时解决由谁负责"};
enum { VILLAGES = 8, SUBJECTS = 16, DETAILS = 12, MATTERS = SUBJECTS * VILLAGES, CLAUSES = 6 };

struct matter {
    char clauses[CLAUSES][160];
    size_t count;
};

/* Each is of another place or another subject; two stock clauses end it. */
static void make_matter(size_t at, struct matter *out) {
    seed = (uint32_t)at * 2654435761U + 1;
    out->count = 0;
    const char *one = details[next(DETAILS)], *two = one;
    while (two == one)
        two = details[next(DETAILS)];
    const char *const clauses[CLAUSES] = {
        villages[at % VILLAGES], subjects[at / VILLAGES % SUBJECTS], one, two, stock[next(2)],
        stock[2 + next(2)]};
    for (size_t i = 0; i < CLAUSES; i++)
        snprintf(out->clauses[out->count++], sizeof out->clauses[0], "%s", clauses[i]);
}

static void append_matter(const struct matter *matter, struct buffer *out) {
    for (size_t i = 0; i < matter->count; i++)
        buffer_append_format(out, "%s%s", i > 1 ? "，" : "", matter->clauses[i]);
}

/* So many of a hundred hanzi become another. */
static void change(struct buffer *text, size_t percent) {
    static const char *const others[] = {"的", "了", "是", "在", "有", "和", "就", "不",
                                         "人", "都", "也", "着", "过", "得", "𠮷"};
    struct buffer changed = BUFFER_INIT;
    const char *at = buffer_text(text);
    while (*at != '\0') {
        char32_t character;
        size_t bytes = text_decode(at, strlen(at), &character);
        if (character >= 0x4E00 && next(100) < percent)
            buffer_append(&changed, others[next(sizeof others / sizeof others[0])]);
        else
            buffer_append_bytes(&changed, at, bytes);
        at += bytes;
    }
    buffer_release(text);
    *text = changed;
}

static void swap(struct matter *matter, size_t a, size_t b) {
    char kept[160];
    memcpy(kept, matter->clauses[a], sizeof kept);
    memcpy(matter->clauses[a], matter->clauses[b], sizeof kept);
    memcpy(matter->clauses[b], kept, sizeof kept);
}

enum variant { CHANGED_3, CHANGED_10, OTHER_DAY, DROPPED, SHUFFLED, VARIANTS };

static void make_variant(size_t at, enum variant variant, struct buffer *out) {
    struct matter matter;
    make_matter(at, &matter);
    seed = (uint32_t)(at * VARIANTS + variant) * 40503U + 99;
    if (variant == DROPPED)
        swap(&matter, 2 + next(2), --matter.count);
    for (size_t i = 0; variant == SHUFFLED && i < 8; i++)
        swap(&matter, 1 + next(CLAUSES - 1), 1 + next(CLAUSES - 1));
    buffer_append(out, variant == OTHER_DAY ? "十一月二十日来电反映：" : "");
    append_matter(&matter, out);
    buffer_append(out, variant == OTHER_DAY ? "，来电人要求保密，请回电话" : "");
    if (variant == CHANGED_3 || variant == DROPPED)
        change(out, 3);
    if (variant == CHANGED_10)
        change(out, 10);
}

struct signed_matter {
    struct bigrams bigrams;
    unsigned char bytes[SIGNATURE_BYTES];
};

static void sign(const struct buffer *text, struct signed_matter *out) {
    assert_true(bigrams_read(buffer_text(text), &out->bigrams));
    similar_sign(&out->bigrams, out->bytes);
}

/* Of a hundred, at least so many are found by signature, and named 可能重复. */
static void variants_are_found_again(void **state) {
    static const struct {
        const char *name;
        size_t found_percent, same_percent;
    } expected[VARIANTS] = {
        {"3 % changed", 100, 100},
        {"10 % changed", 100, 95},
        {"another day and suffix", 100, 100},
        {"a clause dropped", 100, 99},
        {"clauses shuffled", 100, 100},
    };
    static struct signed_matter matters[MATTERS];
    for (size_t i = 0; i < MATTERS; i++) {
        struct matter matter;
        struct buffer text = BUFFER_INIT;
        make_matter(i, &matter);
        append_matter(&matter, &text);
        sign(&text, &matters[i]);
        buffer_release(&text);
    }
    for (size_t variant = 0; variant < VARIANTS; variant++) {
        size_t found = 0, same = 0;
        for (size_t i = 0; i < MATTERS; i++) {
            struct buffer text = BUFFER_INIT;
            struct signed_matter made;
            make_variant(i, (enum variant)variant, &text);
            sign(&text, &made);
            bool is_found = similar_may_be(made.bytes, matters[i].bytes);
            int like = similar_likeness(&made.bigrams, &matters[i].bigrams);
            found += is_found && like >= SIMILAR_NEAR;
            same += is_found && like >= SIMILAR_SAME;
            bigrams_release(&made.bigrams);
            buffer_release(&text);
        }
        print_message("%s: found %zu, 可能重复 %zu of %d\n", expected[variant].name, found, same,
                      MATTERS);
        assert_true(found * 100 >= expected[variant].found_percent * MATTERS);
        assert_true(same * 100 >= expected[variant].same_percent * MATTERS);
    }
    for (size_t i = 0; i < MATTERS; i++)
        bigrams_release(&matters[i].bigrams);
}

/* Another matter of the same village, with the same salutation and three stock clauses: at most 疑似. */
static void stock_clauses_are_no_repetition(void **state) {
    size_t pairs = 0, near = 0;
    for (size_t i = 0; i < SUBJECTS; i++) {
        for (size_t j = i + 1; j < SUBJECTS; j++) {
            if (i % DETAILS == j % DETAILS) /* a detail that is the same is no stock clause */
                continue;
            struct buffer texts[2] = {BUFFER_INIT, BUFFER_INIT};
            const size_t at[2] = {i, j};
            for (size_t k = 0; k < 2; k++)
                buffer_append_format(&texts[k], "镇领导您好，%s%s，%s，%s，%s，%s", villages[0],
                                     subjects[at[k]], details[at[k] % DETAILS], stock[0], stock[1],
                                     stock[2]);
            int like = likeness(buffer_text(&texts[0]), buffer_text(&texts[1]));
            near += like >= SIMILAR_NEAR;
            pairs++;
            if (like >= SIMILAR_SAME)
                fail_msg("%d: %s\n%s", like, buffer_text(&texts[0]), buffer_text(&texts[1]));
            buffer_release(&texts[0]);
            buffer_release(&texts[1]);
        }
    }
    print_message("疑似 %zu of %zu pairs\n", near, pairs);
}

/* ---- what differs ---------------------------------------------------------------------------------- */

static const char *marked(const char *text, const char *other) {
    static char kept[400];
    struct buffer out = BUFFER_INIT;
    similar_append_marked(&out, text, other, "[", "]");
    assert_false(out.failed);
    snprintf(kept, sizeof kept, "%s", buffer_text(&out));
    buffer_release(&out);
    return kept;
}

static void what_the_other_lacks_is_marked(void **state) {
    assert_string_equal(marked("路灯不亮", "路灯不亮"), "路灯不亮");
    assert_string_equal(marked("", "路灯"), "");
    assert_string_equal(marked("路灯", ""), "[路灯]");
    assert_string_equal(marked("路燈不亮", "路灯不亮"), "路燈不亮");
    assert_string_equal(marked("三组路灯不亮，很黑", "路灯不亮"), "[三组]路灯不亮，[很黑]");
    assert_string_equal(marked("电话１３８，门牌3号", "门牌3号，电话138"), "电话１３８，门牌3号");
    assert_string_equal(marked("门牌35号", "门牌3号"), "门牌[35]号");
    assert_string_equal(marked("好，𠮷", "𠮷。"), "[好]，𠮷");
    assert_string_equal(marked("\x80路灯", "路灯"), "\x80路灯");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distinct_bigrams_of_runs),
        cmocka_unit_test(what_folds_to_the_same_is_the_same),
        cmocka_unit_test(shared_by_all),
        cmocka_unit_test(signatures_stay_what_they_are),
        cmocka_unit_test(equal_bytes_are_counted),
        cmocka_unit_test(variants_are_found_again),
        cmocka_unit_test(stock_clauses_are_no_repetition),
        cmocka_unit_test(what_the_other_lacks_is_marked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
