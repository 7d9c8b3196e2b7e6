/* Feedback about a disclosure: its topic follows, its reply says whether it was right, and what is sealed names
 * nothing. Mission D10, P1, C2. */
#include "work/office_fixture.h"

static int64_t entry(struct fixture *f, const char *title) {
    int64_t id = 0;
    must_register(f, "catalogue", &id, "title", title, "affair", "rural", "subject",
                  "village_affairs", "power", "service", "scope", "public", "timing", "ad_hoc",
                  "unit", "东门村", "leader", "周建华", "person", "张𠮷旺");
    return id;
}

static int64_t disclosure(struct fixture *f, const char *catalogue) {
    int64_t id = 0;
    must_register(f, "disclosure", &id, "catalogue", catalogue, "received_on", "2026-11-18");
    return id;
}

static int64_t feedback(struct fixture *f, const char *kind, const char *about) {
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", kind, "title", "䶮塘清淤没有３处", "received_on",
                  "2026-11-19", "source", "call", "unit", "东门村", "about", about);
    must_do(f, "assign", id);
    return id;
}

static void the_topic_follows_the_disclosure(void **state) {
    struct fixture *f = *state;
    int64_t first = entry(f, "村级重大事项"), second = entry(f, "村务公开");
    int64_t about = disclosure(f, "村级重大事项"), id = 0;
    id = feedback(f, "suggest", "GK2026-00001");
    assert_int_equal(atoll(column(f, id, "about")), about);
    assert_int_equal(atoll(column(f, id, "topic")), first);
    must_register(f, "feedback", &id, "kind", "suggest", "title", "另一件", "received_on",
                  "2026-11-19", "source", "call", "about", "GK2026-00001", "topic", "村务公开");
    assert_int_equal(atoll(column(f, id, "topic")), second);
    must_register(f, "feedback", &id, "kind", "suggest", "title", "没有涉及", "received_on",
                  "2026-11-19", "source", "call");
    assert_string_equal(column(f, id, "topic"), "");
    must_do(f, "edit", id, "about", "GK2026-00001");
    assert_int_equal(atoll(column(f, id, "topic")), first);
}

static void the_reply_says_whether_it_was_right(void **state) {
    struct fixture *f = *state;
    entry(f, "村级重大事项");
    disclosure(f, "村级重大事项");
    int64_t id = feedback(f, "suggest", "GK2026-00001");
    refused(f, STATUS_INVALID, "verdict", "答复须写明", "reply", id, "reply", "已核实");
    refused(f, STATUS_INVALID, "verdict", "没有“大概是”这一项", "reply", id, "reply", "已核实",
            "verdict", "大概是");
    must_do(f, "reply", id, "reply", "已核实", "verdict", "与事实不符");
    assert_string_equal(column(f, id, "verdict"), "untrue");
    must_do(f, "edit", id, "verdict", "matches");
    assert_string_equal(column(f, id, "verdict"), "matches");
}

static void a_verdict_can_be_given_on_the_spot(void **state) {
    struct fixture *f = *state;
    entry(f, "村级重大事项");
    disclosure(f, "村级重大事项");
    int64_t id = feedback(f, "consult", "GK2026-00001");
    refused(f, STATUS_INVALID, "verdict", "答复须写明", "settle", id, "reply", "看第２行");
    must_do(f, "settle", id, "reply", "看第２行", "verdict", "与公开的一致");
    assert_string_equal(column(f, id, "state"), "closed");
    assert_string_equal(column(f, id, "verdict"), "matches");
}

static void nothing_else_needs_a_verdict(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", "suggest", "title", "路灯不亮", "received_on",
                  "2026-11-19", "source", "call", "unit", "东门村");
    must_do(f, "assign", id);
    must_do(f, "reply", id, "reply", "已修好");
}

static void a_sealed_report_names_no_disclosure(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    entry(f, "村级重大事项");
    disclosure(f, "村级重大事项");
    register_refused(f, STATUS_INVALID, "about", "举报件要密封", "feedback", "kind", "report",
                     "title", "村会计吃拿卡要", "received_on", "2026-11-19", "source", "call",
                     "about", "GK2026-00001");
    id = feedback(f, "suggest", "GK2026-00001");
    refused(f, STATUS_INVALID, "about", "举报件要密封", "edit", id, "kind", "report");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(the_topic_follows_the_disclosure),
        with_office(the_reply_says_whether_it_was_right),
        with_office(a_verdict_can_be_given_on_the_spot),
        with_office(nothing_else_needs_a_verdict),
        with_office(a_sealed_report_names_no_disclosure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
