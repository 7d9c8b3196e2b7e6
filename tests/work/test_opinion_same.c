/* Opinions that say much the same are found within their collection, and put into groups. */
#include "work/opinion_fixture.h"

static struct opinion_likes likes;

static size_t like(struct fixture *f, int64_t id) {
    assert_int_equal(opinion_like(&f->office, id, &likes, NULL), STATUS_OK);
    return likes.count;
}

static void the_most_alike_first(void **state) {
    struct fixture *f = *state;
    int64_t zj = make_collection(f, "集市搬迁方案");
    int64_t a = make_opinion(f, zj, "新市场太远老人赶集不方便");           /* 11 bigrams */
    int64_t near = make_opinion(f, zj, "新市场太远老人买菜很吃力");        /* 6 of 16: .375 */
    int64_t same = make_opinion(f, zj, "新市场 太远，老人赶集，不方便！"); /* 8 of 11: .727 */
    int64_t far = make_opinion(f, zj, "希望公布摊位怎样分配");
    assert_int_equal(like(f, a), 2);
    assert_int_equal(likes.items[0].id, same);
    assert_int_equal(likes.items[0].likeness, 727);
    assert_int_equal(likes.items[1].id, near);
    assert_int_equal(likes.items[1].likeness, 375);
    assert_int_equal(like(f, far), 0);
}

/* A bigram counts once however often it is said; digits, Latin letters and punctuation part the runs. */
static void sets_of_han_bigrams(void **state) {
    struct fixture *f = *state;
    int64_t zj = make_collection(f, "集市搬迁方案");
    int64_t a = make_opinion(f, zj, "同意同意同意"); /* 同意 意同 */
    int64_t b = make_opinion(f, zj, "同意");
    make_opinion(f, zj, "同A意");
    make_opinion(f, zj, "123 ABC");
    int64_t c = make_opinion(f, zj, "𠮷䶮𠮷䶮");
    int64_t d = make_opinion(f, zj, "䶮𠮷䶮");
    assert_int_equal(like(f, a), 1);
    assert_int_equal(likes.items[0].id, b);
    assert_int_equal(likes.items[0].likeness, 500);
    assert_int_equal(like(f, c), 1);
    assert_int_equal(likes.items[0].id, d);
    assert_int_equal(likes.items[0].likeness, 1000);
}

static void only_what_waits_in_the_same_collection(void **state) {
    struct fixture *f = *state;
    int64_t zj = make_collection(f, "集市搬迁方案"), other = make_collection(f, "班车改线");
    int64_t a = make_opinion(f, zj, "新市场太远老人赶集不方便");
    int64_t b = make_opinion(f, zj, "新市场太远老人赶集很不方便");
    int64_t c = make_opinion(f, other, "新市场太远老人赶集不方便啊");
    assert_int_equal(like(f, a), 1);
    assert_int_equal(like(f, c), 0);
    must_do(f, "edit", b, "body", "换成另外的话来讲");
    assert_int_equal(like(f, a), 0);
    must_do(f, "edit", b, "body", "老人赶集不方便新市场太远");
    assert_int_equal(like(f, a), 1);
    must_do(f, "unrelated", b);
    assert_int_equal(like(f, a), 0);
    must_do(f, "undo", b, "reason", "再看");
    assert_int_equal(like(f, a), 1);
    /* A decided one is compared with what still waits. */
    must_do(f, "unrelated", a);
    assert_int_equal(like(f, a), 1);
}

static void groups_the_largest_first(void **state) {
    struct fixture *f = *state;
    int64_t zj = make_collection(f, "集市搬迁方案");
    struct opinion_groups groups = {0};
    int64_t ids[8];
    ids[0] = make_opinion(f, zj, "希望公布摊位怎样分配和收费");
    ids[1] = make_opinion(f, zj, "新市场太远老人赶集不方便");
    ids[2] = make_opinion(f, zj, "请公布摊位怎样分配和收费");
    ids[3] = make_opinion(f, zj, "新市场太远，老人赶集不方便。");
    ids[4] = make_opinion(f, zj, "逢集日安排接送车到新市场"); /* 新市 市场 too */
    ids[5] = make_opinion(f, zj, "新市场太远老人赶集很不方便");
    ids[6] = make_opinion(f, zj, "123");
    ids[7] = make_opinion(f, zj, "逢集日要安排接送车到新市场");
    assert_int_equal(opinion_group(&f->office, zj, &groups, NULL), STATUS_OK);
    assert_int_equal(groups.count, 3);
    assert_int_equal(groups.starts[1], 3);
    assert_int_equal(groups.starts[2], 5);
    assert_int_equal(groups.starts[3], 7);
    assert_int_equal(groups.ids[0], ids[1]);
    assert_int_equal(groups.ids[1], ids[3]);
    assert_int_equal(groups.ids[2], ids[5]);
    assert_int_equal(groups.ids[3], ids[0]);
    assert_int_equal(groups.ids[4], ids[2]);
    assert_int_equal(groups.ids[5], ids[4]);
    assert_int_equal(groups.ids[6], ids[7]);
    must_do(f, "unrelated", ids[2]);
    assert_int_equal(opinion_group(&f->office, zj, &groups, NULL), STATUS_OK);
    assert_int_equal(groups.count, 2);
    opinion_groups_release(&groups);
    assert_int_equal(opinion_group(&f->office, make_collection(f, "班车改线"), &groups, NULL),
                     STATUS_OK);
    assert_int_equal(groups.count, 0);
    opinion_groups_release(&groups);
}

/* What is compared is read in pieces, each short: a key typed meanwhile waits for one of them at most. */
static void read_ahead_in_pieces(void **state) {
    struct fixture *f = *state;
    int64_t zj = make_collection(f, "集市搬迁方案"), id = 0;
    char body[80];
    for (int i = 0; i < 1100; i++) {
        snprintf(body, sizeof body, "%s，第%d户", i % 2 == 0 ? "新市场太远" : "摊位要抽签", i);
        id = make_opinion(f, zj, body);
    }
    int pieces = 1;
    while (opinion_read_ahead(&f->office, id))
        pieces++;
    assert_int_equal(pieces, 3);
    assert_int_equal(like(f, id), OPINION_LIKE_MOST);
    assert_false(opinion_read_ahead(&f->office, id));
}

/* One decision for the group, each keeps its own record. */
static void a_group_is_decided_together(void **state) {
    struct fixture *f = *state;
    int64_t zj = make_collection(f, "集市搬迁方案");
    struct opinion_groups groups = {0};
    struct fields arguments = FIELDS_INIT;
    make_opinion(f, zj, "新市场太远老人赶集不方便");
    make_named(f, zj, "新市场太远，老人赶集不方便。", "李䶮", "第三条");
    assert_int_equal(opinion_group(&f->office, zj, &groups, NULL), STATUS_OK);
    assert_int_equal(groups.count, 1);
    fields_set(&arguments, "decision", "adopted");
    fields_set(&arguments, "adopted_to", "第三条增加第二款");
    last = (struct problems){0};
    assert_int_equal(
        flow_do(&f->office, "decide", groups.ids, groups.starts[1], 0, &arguments, &last),
        STATUS_OK);
    for (size_t i = 0; i < groups.starts[1]; i++)
        assert_string_equal(column(f, groups.ids[i], "decision"), "adopted");
    must_do(f, "undo", groups.ids[1], "reason", "另议");
    assert_string_equal(column(f, groups.ids[0], "state"), "decided");
    assert_string_equal(column(f, groups.ids[1], "state"), "pending");
    fields_release(&arguments);
    opinion_groups_release(&groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(the_most_alike_first),
        with_office(sets_of_han_bigrams),
        with_office(only_what_waits_in_the_same_collection),
        with_office(groups_the_largest_first),
        with_office(read_ahead_in_pieces),
        with_office(a_group_is_decided_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
