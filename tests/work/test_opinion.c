/* Opinions: registered, late, twice, decided in every kind, consented to, taken back, and made of feedback. */
#include "work/opinion_fixture.h"

#include "base/text.h"

static const char market[] = "搬到镇西太远，老人赶集不方便。希望保留镇口的小市场！";

/* ---- registering --------------------------------------------------------------------------------- */

static void it_waits_for_a_decision(void **state) {
    struct fixture *f = *state;
    int64_t zj = make_collection(f, "集市搬迁方案");
    int64_t id = make_named(f, zj, market, "张𠮷旺", "第三条");
    assert_string_equal(column(f, id, "number"), "YJ2026-00001");
    assert_string_equal(column(f, id, "state"), "pending");
    assert_string_equal(column(f, id, "title"), "搬到镇西太远，老人赶集不方便");
    assert_string_equal(column(f, id, "way"), "forum");
    assert_string_equal(column(f, id, "late"), "0");
    assert_string_equal(column(f, id, "limit_rule"), "opinion.decide");
    assert_string_equal(column(f, id, "due_on"), "2026-11-26");
    assert_string_equal(column(f, id, "typed_by"), id_text(f->admin));
}

static void the_title_is_the_first_sentence(void **state) {
    struct fixture *f = *state;
    int64_t zj = make_collection(f, "集市搬迁方案");
    const char forty[] =
        "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十";
    char longer[200];
    int64_t id = make_opinion(f, zj, forty);
    assert_string_equal(column(f, id, "title"), forty);
    snprintf(longer, sizeof longer, "%s䶮", forty);
    id = make_opinion(f, zj, longer);
    assert_int_equal(text_length(column(f, id, "title")), 40);
    assert_non_null(strstr(column(f, id, "title"), "八九…"));
    id = make_opinion(f, zj, "𠮷祥路\n要修");
    assert_string_equal(column(f, id, "title"), "𠮷祥路");
    id = make_opinion(f, zj, "。！");
    assert_string_equal(column(f, id, "title"), "。");
    must_do(f, "edit", id, "body", "改成别的话；再说");
    assert_string_equal(column(f, id, "title"), "改成别的话");
}

static void after_the_last_day_it_is_late(void **state) {
    struct fixture *f = *state;
    int64_t zj = make_collection(f, "集市搬迁方案"), id = 0;
    must_register(f, "opinion", &id, "consultation", id_text(zj), "way", "box", "body", market,
                  "received_on", "2026-11-18");
    assert_string_equal(column(f, id, "late"), "0");
    must_register(f, "opinion", &id, "consultation", id_text(zj), "way", "box", "body", "再提一条",
                  "received_on", "2026-11-19");
    assert_string_equal(column(f, id, "late"), "1");
    must_do(f, "edit", id, "received_on", "2026-11-17");
    assert_string_equal(column(f, id, "late"), "0");
    set_columns(f, zj, "ended", "ended_on", "2026-11-16", NULL);
    must_register(f, "opinion", &id, "consultation", id_text(zj), "way", "box", "body", "又提一条",
                  "received_on", "2026-11-17");
    assert_string_equal(column(f, id, "late"), "1");
    register_refused(f, STATUS_INVALID, "received_on", "还没有到，不能晚于今天", "opinion",
                     "consultation", id_text(zj), "way", "box", "body", "明天的", "received_on",
                     "2026-11-21");
}

static void not_without_a_collection(void **state) {
    struct fixture *f = *state;
    int64_t zj = make_collection(f, "集市搬迁方案");
    static const struct {
        const char *state, *words;
    } refusals[] = {
        {"draft", "还没有公告，不能登记意见"},
        {"announcing", "公告还没有发布，不能登记意见"},
        {"closed", "已办结，不能再登记意见"},
        {"cancelled", "已取消，不能登记意见"},
    };
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        set_columns(f, zj, refusals[i].state, NULL);
        register_refused(f, STATUS_INVALID, "consultation", refusals[i].words, "opinion",
                         "consultation", "ZJ2026-00001", "way", "box", "body", market);
    }
    register_refused(f, STATUS_INVALID, "consultation", "ZJ2026-00009", "opinion", "consultation",
                     "ZJ2026-00009", "way", "box", "body", market);
    register_refused(f, STATUS_INVALID, "consultation", "请填写", "opinion", "way", "box", "body",
                     market);
    set_columns(f, zj, "collecting", NULL);
    register_refused(f, STATUS_INVALID, "body", "请填写", "opinion", "consultation", id_text(zj),
                     "way", "box");
    assert_int_equal(last.count, 1); /* the title nobody types is not asked for */
    register_refused(f, STATUS_INVALID, "way", "没有“托梦”这一项", "opinion", "consultation",
                     id_text(zj), "way", "托梦", "body", market);
    assert_int_equal(last.count, 1);
}

static void the_same_twice(void **state) {
    struct fixture *f = *state;
    int64_t zj = make_collection(f, "集市搬迁方案"), other = make_collection(f, "班车改线");
    int64_t id = make_named(f, zj, market, "张𠮷旺", "第三条");
    register_refused(
        f, STATUS_INVALID, "body", "与 YJ2026-00001 重复：同一次征集、同内容、同一个人", "opinion",
        "consultation", id_text(zj), "way", "box", "author", "张 𠮷旺", "contact", "13800001234",
        "body", "搬到镇西太远, 老人赶集不方便。\n希望保留镇口的小市场！");
    must_register(f, "opinion", &id, "consultation", id_text(zj), "way", "box", "author", "张𠮷旺",
                  "contact", "13800001234", "body", market, "allow_duplicate", "1");
    id = make_named(f, other, market, "张𠮷旺", "");
    id = make_named(f, zj, market, "李䶮", "");
    must_do(f, "void", id, "reason", "录错了");
    id = make_named(f, zj, market, "李䶮", "");
    id = make_opinion(f, zj, market);
    register_refused(f, STATUS_INVALID, "body", "重复", "opinion", "consultation", id_text(zj),
                     "way", "box", "body", market);
    must_register(f, "opinion", &id, "consultation", id_text(zj), "way", "box", "body", market,
                  "address", "石桥村二组");
    refused(f, STATUS_INVALID, "body", "重复", "edit", id, "address", "");
}

static void the_village_by_its_address(void **state) {
    struct fixture *f = *state;
    int64_t zj = make_collection(f, "集市搬迁方案"), id = 0, village = 0, longer = 0;
    must_register(f, "unit", &village, "title", "石桥", "kind", "village");
    must_register(f, "unit", &longer, "title", "石桥村", "kind", "village");
    must_register(f, "opinion", &id, "consultation", id_text(zj), "way", "box", "body", market,
                  "address", "石桥村二组");
    assert_string_equal(column(f, id, "unit"), id_text(longer));
    must_register(f, "opinion", &id, "consultation", id_text(zj), "way", "box", "body", market,
                  "address", "镇上石桥村");
    assert_string_equal(column(f, id, "unit"), "");
    must_register(f, "opinion", &id, "consultation", id_text(zj), "way", "box", "body", "别的",
                  "address", "石桥村二组", "unit", "东门村");
    assert_string_equal(column(f, id, "unit"), id_text(f->unit));
}

/* ---- deciding ------------------------------------------------------------------------------------ */

static void each_decision_needs_its_own(void **state) {
    struct fixture *f = *state;
    int64_t zj = make_collection(f, "集市搬迁方案");
    int64_t a = make_opinion(f, zj, "甲"), b = make_opinion(f, zj, "乙"),
            c = make_opinion(f, zj, "丙"), d = make_opinion(f, zj, "丁");
    refused(f, STATUS_INVALID, "adopted_to", "采纳的，请写明", "adopt", a, "reply", "谢谢");
    refused(f, STATUS_INVALID, "reason", "部分采纳的，请写明没有采纳的部分的", "partly", a,
            "adopted_to", "第三条");
    refused(f, STATUS_INVALID, "adopted_to", "采纳的，请写明", "partly", a, "reply", "x");
    assert_int_equal(last.count, 2);
    refused(f, STATUS_INVALID, "adopted_to", "采纳的，请写明", "partly", a, "reason", "消防");
    refused(f, STATUS_INVALID, "reason", "不采纳的，请写明", "decline", a, "reply", "谢谢");
    refused(f, STATUS_INVALID, "same_as", "重复的，请写明", "duplicate", a, "reply", "谢谢");
    refused(f, STATUS_INVALID, "decision", "请填写", "decide", a, "reason", "无");
    refused(f, STATUS_INVALID, "decision", "没有“再议”这一项", "decide", a, "decision", "再议");
    refused(f, STATUS_INVALID, "adopted_to", "没有采纳，不写", "decide", a, "decision", "unrelated",
            "adopted_to", "第三条");
    refused(f, STATUS_INVALID, "same_as", "不是按重复处理的", "decide", a, "decision", "unrelated",
            "same_as", id_text(b));
    assert_string_equal(column(f, a, "state"), "pending");
    must_do(f, "adopt", a, "adopted_to", "第三条增加第二款", "reply", "已采纳");
    must_do(f, "decide", b, "decision", "部分采纳", "adopted_to", "第三条", "reason", "消防通道");
    must_do(f, "decline", c, "reason", "与规划不符");
    must_do(f, "unrelated", d);
    assert_string_equal(column(f, a, "state"), "decided");
    assert_string_equal(column(f, a, "open"), "0");
    assert_string_equal(column(f, a, "decision"), "adopted");
    assert_string_equal(column(f, a, "adopted_to"), "第三条增加第二款");
    assert_string_equal(column(f, a, "reply"), "已采纳");
    assert_string_equal(column(f, a, "decided_on"), "2026-11-20");
    assert_string_equal(column(f, a, "decided_by"), id_text(f->admin));
    assert_string_equal(column(f, b, "decision"), "partly");
    assert_string_equal(column(f, c, "reason"), "与规划不符");
    assert_string_equal(column(f, d, "decision"), "unrelated");
    refused(f, STATUS_DENIED, "", "现在的状态是“已处理”，不能采纳", "adopt", a, "adopted_to", "x");
}

static void what_repeats_points_at_the_root(void **state) {
    struct fixture *f = *state;
    int64_t zj = make_collection(f, "集市搬迁方案"), other = make_collection(f, "班车改线");
    int64_t a = make_opinion(f, zj, "甲"), b = make_opinion(f, zj, "乙"),
            c = make_opinion(f, zj, "丙"), elsewhere = make_opinion(f, other, "甲");
    refused(f, STATUS_INVALID, "same_as", "不能与自己重复", "duplicate", a, "same_as", id_text(a));
    refused(f, STATUS_INVALID, "same_as", "不是同一次征集的意见", "duplicate", a, "same_as",
            id_text(elsewhere));
    must_do(f, "duplicate", b, "same_as", "YJ2026-00001");
    must_do(f, "duplicate", c, "same_as", id_text(b));
    assert_string_equal(column(f, c, "same_as"), id_text(a));
    refused(f, STATUS_INVALID, "same_as", "已写明与 YJ2026-00001 重复", "duplicate", a, "same_as",
            id_text(b));
    int64_t d = make_opinion(f, zj, "丁");
    refused(f, STATUS_DENIED, "same_as", "有 2 件意见写明与 YJ2026-00001 重复", "duplicate", a,
            "same_as", id_text(d));
    refused(f, STATUS_DENIED, "", "有 2 件意见写明与 YJ2026-00001 重复，不能作废", "void", a,
            "reason", "录错");
    must_do(f, "undo", b, "reason", "看错");
    must_do(f, "undo", c, "reason", "看错");
    assert_string_equal(column(f, c, "same_as"), "");
    must_do(f, "void", a, "reason", "录错");
    refused(f, STATUS_INVALID, "same_as", "", "duplicate", b, "same_as", id_text(a));
}

static void not_ones_own(void **state) {
    struct fixture *f = *state;
    int64_t zj = make_collection(f, "集市搬迁方案"), phone = 0;
    must_do(f, "edit", f->clerk, "phone", "139-0000-0007");
    int64_t named = make_named(f, zj, market, "李春 梅", "");
    must_register(f, "opinion", &phone, "consultation", id_text(zj), "way", "phone", "body", market,
                  "contact", "１３9 0000 0007");
    use_as(f, f->clerk, ROLE_CLERK);
    refused(f, STATUS_DENIED, "", "是您自己提的意见，须由别人处理", "decline", named, "reason",
            "不行");
    refused(f, STATUS_DENIED, "", "是您自己提的意见", "unrelated", phone);
    refused(f, STATUS_DENIED, "", "是您自己提的意见", "to_feedback", phone);
    use_as(f, f->leader, ROLE_SUPERVISOR);
    must_do(f, "decline", named, "reason", "不行");
    use_as(f, f->clerk, ROLE_CLERK);
    refused(f, STATUS_DENIED, "", "是您自己提的意见", "undo", named, "reason", "还想要");
    use_as(f, f->leader, ROLE_SUPERVISOR);
    must_do(f, "undo", named, "reason", "再看");
    /* Alone in the office it is done, and said. */
    use_as(f, f->admin, ROLE_ADMIN);
    must_do(f, "void", f->leader, "reason", "调走");
    must_do(f, "edit", f->admin, "roles", "admin");
    f->office.one_person_office = true;
    use_as(f, f->clerk, ROLE_CLERK | ROLE_SUPERVISOR | ROLE_REVIEWER);
    must_do(f, "decline", named, "reason", "不行");
    struct visible all = visible_to_rules();
    struct steps steps = {0};
    assert_int_equal(store_steps(f->office.store, &all, named, &steps, NULL), STATUS_OK);
    assert_non_null(strstr(steps.items[steps.count - 1].note, "一人兼任"));
    steps_release(&steps);
}

static void who_may(void **state) {
    struct fixture *f = *state;
    int64_t zj = make_collection(f, "集市搬迁方案");
    int64_t a = make_opinion(f, zj, "甲"), b = make_opinion(f, zj, "乙");
    use_as(f, f->village, ROLE_ENQUIRY); /* who only enquires sees no record at all */
    refused(f, STATUS_NOT_FOUND, "", "没有这条记录", "decline", a, "reason", "x");
    register_refused(f, STATUS_DENIED, "", "您的角色不能登记", "opinion", "consultation",
                     id_text(zj), "way", "box", "body", market);
    use_as(f, f->village, ROLE_ADMIN);
    refused(f, STATUS_DENIED, "", "您的角色不能", "adopt", a, "adopted_to", "x");
    use_as(f, f->village, ROLE_REVIEWER);
    must_do(f, "decline", a, "reason", "x");
    use_as(f, f->clerk, ROLE_CLERK);
    must_do(f, "decline", b, "reason", "x");
}

/* ---- 重大 ---------------------------------------------------------------------------------------- */

static void make_major(struct fixture *f, int64_t consultation) {
    int64_t id = 0;
    make_entry(f);
    must_register(f, "disclosure", &id, "catalogue", "村级重大事项", "title", "集市搬迁",
                  "received_on", "2026-11-18");
    set_columns(f, id, NULL, "consultation", id_text(consultation), "major", "1", NULL);
}

static void adopting_a_major_change_waits(void **state) {
    struct fixture *f = *state;
    int64_t zj = make_collection(f, "集市搬迁方案");
    make_major(f, zj);
    int64_t a = make_named(f, zj, "甲", "周䶮", ""), b = make_opinion(f, zj, "乙");
    use_as(f, f->leader, ROLE_SUPERVISOR);
    must_do(f, "adopt", a, "adopted_to", "第三条");
    assert_string_equal(column(f, a, "state"), "in_consent");
    assert_string_equal(column(f, a, "open"), "1");
    must_do(f, "decline", b, "reason", "不行");
    assert_string_equal(column(f, b, "state"), "decided");
    refused(f, STATUS_DENIED, "", "的采纳决定是您自己写的，须由别人决定", "consent", a);
    use_as(f, f->clerk, ROLE_CLERK);
    refused(f, STATUS_DENIED, "signatory", "须由有权的人决定", "consent", a);
    refused(f, STATUS_INVALID, "signed_no", "请写明签批单号", "consent", a, "signatory", "刘大全");
    refused(f, STATUS_DENIED, "signatory", "不能自己签批", "consent", a, "signatory", "周建华",
            "signed_no", "3");
    refused(f, STATUS_DENIED, "signatory", "不能自己签批", "consent", a, "signatory", "周䶮",
            "signed_no", "3");
    must_do(f, "consent", a, "signatory", "刘大全", "signed_no", "3", "signed_on", "2026-11-19");
    assert_string_equal(column(f, a, "state"), "decided");
    assert_string_equal(column(f, a, "signatory"), "刘大全");
    assert_string_equal(column(f, a, "consented_on"), "2026-11-20");
    must_do(f, "undo", a, "reason", "再议");
    assert_string_equal(column(f, a, "signatory"), "");
    must_do(f, "partly", a, "adopted_to", "第三条", "reason", "一半");
    assert_string_equal(column(f, a, "state"), "in_consent");
    use_as(f, f->leader, ROLE_SUPERVISOR);
    must_do(f, "consent", a);
    assert_string_equal(column(f, a, "consented_by"), id_text(f->leader));
    assert_string_equal(steps_of(f, a), "register adopt consent undo partly consent");
}

/* ---- taken back ---------------------------------------------------------------------------------- */

static void undone_until_the_collection_is_closed(void **state) {
    struct fixture *f = *state;
    int64_t zj = make_collection(f, "集市搬迁方案");
    int64_t a = make_opinion(f, zj, "甲");
    must_do(f, "decline", a, "reason", "不行", "reply", "谢谢");
    refused(f, STATUS_INVALID, "reason", "请填写", "undo", a);
    must_do(f, "undo", a, "reason", "看错了");
    assert_string_equal(column(f, a, "state"), "pending");
    assert_string_equal(column(f, a, "decision"), "");
    assert_string_equal(column(f, a, "reply"), "");
    assert_string_equal(column(f, a, "decided_by"), "");
    assert_string_equal(steps_of(f, a), "register decline undo");
    must_do(f, "unrelated", a);
    set_columns(f, zj, "closed", NULL);
    refused(f, STATUS_DENIED, "", "的征集 ZJ2026-00001 已结束，意见的处理不能再改", "undo", a,
            "reason", "x");
}

/* ---- feedback ------------------------------------------------------------------------------------ */

static void an_opinion_becomes_feedback(void **state) {
    struct fixture *f = *state;
    int64_t zj = make_collection(f, "集市搬迁方案");
    int64_t a = make_named(f, zj, "三组路灯不亮。请修。", "张𠮷旺", "");
    refused(f, STATUS_INVALID, "kind", "没有“赞美”这一项", "to_feedback", a, "kind", "赞美");
    must_do(f, "to_feedback", a, "kind", "complain", "unit", "东门村");
    assert_string_equal(column(f, a, "state"), "decided");
    assert_string_equal(column(f, a, "decision"), "unrelated");
    assert_string_equal(column(f, a, "reason"), "转为反馈件 FK2026-00001");
    int64_t fk = strtoll(column(f, a, "feedback"), NULL, 10);
    assert_string_equal(column(f, fk, "title"), "三组路灯不亮");
    assert_string_equal(column(f, fk, "source"), "consultation");
    assert_string_equal(column(f, fk, "reporter"), "张𠮷旺");
    assert_string_equal(column(f, fk, "state"), "assigned");
    refused(f, STATUS_DENIED, "", "已转成反馈件 FK2026-00001，先作废那一件", "undo", a, "reason",
            "x");
    must_do(f, "void", fk, "reason", "转错");
    must_do(f, "undo", a, "reason", "转错");
}

static void feedback_becomes_an_opinion_and_goes_back(void **state) {
    struct fixture *f = *state;
    int64_t zj = make_collection(f, "集市搬迁方案"), fk = 0, id = 0;
    char number[24];
    must_register(f, "feedback", &fk, "kind", "suggest", "title", "集市不要搬", "body", "太远了",
                  "reporter", "𠮷䶮", "contact", "13900000001", "received_on", "2026-11-10",
                  "source", "call");
    refused(f, STATUS_INVALID, "consultation", "请填写", "to_opinion", fk);
    must_do(f, "to_opinion", fk, "consultation", "ZJ2026-00001", "passage", "第三条");
    assert_string_equal(column(f, fk, "state"), "to_consultation");
    assert_string_equal(column(f, fk, "open"), "0");
    assert_int_equal(store_opinion_of_feedback(f->office.store, fk, &id, number, NULL), STATUS_OK);
    assert_string_equal(column(f, id, "body"), "集市不要搬\n太远了");
    assert_string_equal(column(f, id, "author"), "𠮷䶮");
    assert_string_equal(column(f, id, "way"), "phone");
    assert_string_equal(column(f, id, "passage"), "第三条");
    assert_string_equal(column(f, id, "consultation"), id_text(zj));
    assert_string_equal(steps_of(f, id), "register linked");
    refused(f, STATUS_DENIED, "", "是由反馈件转来的，不能作废", "void", id, "reason", "录错");
    must_do(f, "to_feedback", id);
    assert_string_equal(column(f, fk, "state"), "registered");
    assert_string_equal(column(f, fk, "due_on"), "2026-11-17");
    assert_string_equal(column(f, id, "reason"), "退回反馈件 FK2026-00001");
    refused(f, STATUS_DENIED, "", "不能退回反馈", "take_back", fk);
}

static void a_sealed_report_never_does(void **state) {
    struct fixture *f = *state;
    int64_t fk = 0;
    make_collection(f, "集市搬迁方案");
    must_do(f, "edit", f->admin, "roles", "clerk admin supervisor");
    must_register(f, "feedback", &fk, "kind", "report", "title", "村会计吃拿卡要", "received_on",
                  "2026-11-10");
    use_as(f, strtoll(column(f, fk, "person"), NULL, 10), ROLE_SUPERVISOR);
    refused(f, STATUS_DENIED, "", "是举报件，不能转成意见", "to_opinion", fk, "consultation",
            "ZJ2026-00001");
}

/* No word of it in the opinion, nor in what it was before, nor the number of the report. */
static void expect_nothing_left(struct fixture *f, int64_t opinion) {
    static const char *const columns[] = {"title",  "body",  "author",   "address", "contact",
                                          "reason", "reply", "sameness", "passage", "feedback"};
    static const char *const words[] = {"会计",     "吃拿卡要", "张𠮷旺",
                                        "00001234", "FK2026",   "第一条"};
    struct visible all = visible_to_rules();
    struct versions versions = {0};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        for (size_t word = 0; word < sizeof words / sizeof *words; word++)
            assert_null(strstr(column(f, opinion, columns[i]), words[word]));
    assert_string_equal(column(f, opinion, "sameness"), "");
    assert_string_equal(column(f, opinion, "feedback"), "");
    assert_int_equal(store_versions(f->office.store, &all, opinion, &versions, NULL), STATUS_OK);
    assert_true(versions.count > 0);
    for (size_t i = 0; i < versions.count; i++)
        for (size_t word = 0; word < 4; word++)
            assert_null(strstr(versions.items[i].data, words[word]));
    versions_release(&versions);
}

/* What a person of the collection says of somebody is sealed like any other report. */
static void an_opinion_that_is_a_report_is_emptied(void **state) {
    struct fixture *f = *state;
    int64_t zj = make_collection(f, "集市搬迁方案");
    int64_t a = make_named(f, zj, "村会计吃拿卡要，凭据在柜里。", "张𠮷旺", "第一条");
    int64_t fk = 0;
    struct visible all = visible_to_rules();
    struct fields sealed = FIELDS_INIT;
    must_do(f, "to_feedback", a, "kind", "举报");
    assert_string_equal(column(f, a, "state"), "decided");
    assert_string_equal(column(f, a, "decision"), "unrelated");
    expect_nothing_left(f, a);
    struct steps steps = {0};
    assert_int_equal(store_steps(f->office.store, &all, a, &steps, NULL), STATUS_OK);
    for (size_t i = 0; i < steps.count; i++)
        assert_null(strstr(steps.items[i].note, "FK2026"));
    steps_release(&steps);
    assert_int_equal(store_find_number(f->office.store, &all, "FK2026-00001", &fk, NULL),
                     STATUS_OK);
    assert_string_equal(column(f, fk, "sealed"), "1");
    assert_int_equal(store_sealed(f->office.store, &all, fk, &sealed, NULL), STATUS_OK);
    assert_string_equal(fields_text(&sealed, "body"), "村会计吃拿卡要，凭据在柜里。");
    assert_string_equal(fields_text(&sealed, "reporter"), "张𠮷旺");
    fields_release(&sealed);
}

static void what_turns_out_a_report_empties_its_opinion(void **state) {
    struct fixture *f = *state;
    int64_t zj = make_collection(f, "集市搬迁方案");
    int64_t a = make_named(f, zj, "村会计吃拿卡要，凭据在柜里。", "张𠮷旺", "第一条");
    must_do(f, "to_feedback", a, "kind", "complain");
    int64_t fk = strtoll(column(f, a, "feedback"), NULL, 10);
    must_do(f, "edit", fk, "kind", "举报");
    assert_string_equal(column(f, fk, "sealed"), "1");
    expect_nothing_left(f, a);
    assert_string_equal(column(f, a, "state"), "decided");
}

/* ---- 公示异议 (P1): objections are opinions too --------------------------------------------------- */

static void objections_are_collected(void **state) {
    struct fixture *f = *state;
    int64_t id = 0, zj = 0;
    must_register(f, "consultation", &zj, "title", "低保名单公示异议", "kind", "notice", "unit",
                  "社会事务办");
    set_columns(f, zj, "collecting", "open_on", "2026-11-12", "close_on", "2026-11-19", NULL);
    must_register(f, "opinion", &id, "consultation", id_text(zj), "way", "board", "body",
                  "名单里第三户有车", "received_on", "2026-11-19");
    must_do(f, "partly", id, "adopted_to", "第三户", "reason", "车已过户，收入重新核算");
    assert_string_equal(column(f, id, "decision"), "partly");
}

static void waiting_days_are_counted(void **state) {
    struct fixture *f = *state;
    int64_t zj = make_collection(f, "集市搬迁方案");
    int64_t id = make_opinion(f, zj, "甲");
    struct visible all = visible_to_rules();
    struct record record = {0};
    assert_int_equal(store_read(f->office.store, &all, id, &record, NULL), STATUS_OK);
    assert_int_equal(opinion_waited_days(&f->office, &record.fields), 8);
    record_release(&record);
    must_do(f, "unrelated", id);
    assert_int_equal(store_read(f->office.store, &all, id, &record, NULL), STATUS_OK);
    assert_int_equal(opinion_waited_days(&f->office, &record.fields), -1);
    record_release(&record);
}

/* Its unit is the village it came from; late, it is those who collect that are urged. */
static void those_who_collect_are_urged(void **state) {
    static const char *const columns[] = {"unit_name", "charged_unit"};
    struct fixture *f = *state;
    struct visible all = visible_to_rules();
    struct urges urges = {0};
    struct page page = {0};
    struct page_start start = {0};
    int64_t zj = make_collection(f, "集市搬迁方案"), id = 0;
    must_register(f, "opinion", &id, "consultation", id_text(zj), "way", "letter", "received_on",
                  "2026-11-05", "body", "太远了", "unit", "东门村");
    assert_int_equal(strtoll(column(f, id, "unit"), NULL, 10), f->unit);
    const struct condition number = {"number", IS_EQUAL, column(f, id, "number")};
    const struct page_request request = {.view = "overdue_all",
                                         .columns = columns,
                                         .column_count = 2,
                                         .order = "due_sort",
                                         .conditions = &number,
                                         .condition_count = 1};
    assert_int_equal(store_page(f->office.store, &all, &request, &start, 1, &page, NULL),
                     STATUS_OK);
    assert_int_equal(page.count, 1);
    assert_string_equal(page_cell(&page, 0, 0), "社会事务办");
    assert_string_equal(page_cell(&page, 0, 1), column(f, zj, "unit"));
    page_release(&page);
    use_as(f, f->leader, ROLE_SUPERVISOR);
    must_do(f, "urge", id);
    assert_int_equal(store_urges(f->office.store, &all, id, &urges, NULL), STATUS_OK);
    assert_string_equal(urges.items[0].to_unit, "社会事务办");
    urges_release(&urges);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(it_waits_for_a_decision),
        with_office(the_title_is_the_first_sentence),
        with_office(after_the_last_day_it_is_late),
        with_office(not_without_a_collection),
        with_office(the_same_twice),
        with_office(the_village_by_its_address),
        with_office(each_decision_needs_its_own),
        with_office(what_repeats_points_at_the_root),
        with_office(not_ones_own),
        with_office(who_may),
        with_office(adopting_a_major_change_waits),
        with_office(undone_until_the_collection_is_closed),
        with_office(an_opinion_becomes_feedback),
        with_office(feedback_becomes_an_opinion_and_goes_back),
        with_office(a_sealed_report_never_does),
        with_office(an_opinion_that_is_a_report_is_emptied),
        with_office(what_turns_out_a_report_empties_its_opinion),
        with_office(objections_are_collected),
        with_office(waiting_days_are_counted),
        with_office(those_who_collect_are_urged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
