/* Feedback of the same matter, linked: one names the other, both show it; nothing of it is left once one is a 举报. */
#include "work/office_fixture.h"

#include "work/related.h"

static int64_t complain(struct fixture *f, const char *title) {
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", "complain", "received_on", "2026-11-03", "title",
                  title);
    return id;
}

static void append_number(void *context, const struct fields *fields) {
    char *out = context;
    strcat(out, out[0] != '\0' ? " " : "");
    strcat(out, fields_text(fields, "number"));
}

/* Numbers of what its page shows as linked. */
static const char *linked(struct fixture *f, int64_t id) {
    static char text[3][200];
    static int next;
    struct problem problem = {0};
    next = (next + 1) % 3;
    text[next][0] = '\0';
    if (related_each(&f->office, "feedback", "linked_feedback", id, append_number, text[next],
                     &problem) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
    return text[next];
}

static void both_sides_show_it(void **state) {
    struct fixture *f = *state;
    int64_t a = complain(f, "路灯不亮"), b = complain(f, "路灯还是不亮"), c = 0;
    must_do(f, "link", b, "linked", "FK2026-00001");
    assert_int_equal(strtoll(column(f, b, "linked"), NULL, 10), a);
    assert_string_equal(linked(f, a), "FK2026-00002");
    assert_string_equal(linked(f, b), "FK2026-00001");
    assert_string_equal(steps_of(f, b), "register link");
    assert_string_equal(steps_of(f, a), "register");
    /* While registering; by its title too. */
    must_register(f, "feedback", &c, "kind", "complain", "received_on", "2026-11-04", "title",
                  "三组路灯", "linked", "路灯还是不亮");
    assert_string_equal(linked(f, b), "FK2026-00001 FK2026-00003");
    assert_string_equal(linked(f, a), "FK2026-00002");
    must_do(f, "unlink", b);
    assert_string_equal(linked(f, a), "");
    assert_string_equal(linked(f, b), "FK2026-00003");
    refused(f, STATUS_INVALID, "", "没有写明", "unlink", b);
}

static void what_is_closed_may_be_linked(void **state) {
    struct fixture *f = *state;
    int64_t a = 0, b = complain(f, "路灯还是不亮");
    must_register(f, "feedback", &a, "kind", "consult", "received_on", "2026-11-03", "title",
                  "路灯谁管", "reply", "电管所");
    assert_string_equal(column(f, a, "state"), "closed");
    must_do(f, "link", b, "linked", "FK2026-00002");
    assert_string_equal(linked(f, a), "FK2026-00001");
    must_do(f, "unlink", b);
    must_do(f, "link", a, "linked", "FK2026-00001");
    assert_string_equal(linked(f, b), "FK2026-00002");
}

static void what_makes_no_sense_is_refused(void **state) {
    struct fixture *f = *state;
    int64_t a = complain(f, "路灯不亮"), b = complain(f, "路灯还是不亮");
    refused(f, STATUS_INVALID, "linked", "自己", "link", a, "linked", "FK2026-00001");
    refused(f, STATUS_INVALID, "linked", "没有“FK2026-00009”", "link", a, "linked", "FK2026-00009");
    refused(f, STATUS_INVALID, "linked", "没有“FX2026-00001”", "link", a, "linked", "FX2026-00001");
    refused(f, STATUS_INVALID, "linked", "请填写", "link", a, NULL);
    must_do(f, "link", b, "linked", "FK2026-00001");
    refused(f, STATUS_INVALID, "linked", "已经和这一件关联", "link", b, "linked", "FK2026-00001");
    refused(f, STATUS_INVALID, "linked", "已经写明", "link", a, "linked", "FK2026-00002");
    must_do(f, "void", a, "reason", "登错");
    refused(f, STATUS_INVALID, "linked", "已作废", "link", b, "linked", "FK2026-00001");
    assert_string_equal(linked(f, b), "");
    use_as(f, f->village, 0);
    refused(f, STATUS_DENIED, "", "角色", "link", b, "linked", "FK2026-00001");
}

/* The same sentence as for a number that was never given; who is in charge of it is told why. */
static void a_report_is_linked_with_nothing(void **state) {
    struct fixture *f = *state;
    int64_t a = complain(f, "路灯不亮"), report = 0;
    must_register(f, "feedback", &report, "kind", "report", "received_on", "2026-11-03", "title",
                  "村干部吃拿卡要");
    refused(f, STATUS_INVALID, "linked", "linked里没有“FK2026-00002”，请从列表里选", "link", a,
            "linked", "FK2026-00002");
    refused(f, STATUS_INVALID, "linked", "linked里没有“举报”，请从列表里选", "link", a, "linked",
            "举报");
    use_as(f, f->leader, f->office.roles);
    refused(f, STATUS_INVALID, "linked", "FK2026-00002 是举报件", "link", a, "linked",
            "FK2026-00002");
    refused(f, STATUS_DENIED, "", "是举报件", "link", report, "linked", "FK2026-00001");
    register_refused(f, STATUS_INVALID, "linked", "举报件要密封", "feedback", "kind", "report",
                     "received_on", "2026-11-03", "title", "再次举报", "linked", "FK2026-00001");
    assert_string_equal(linked(f, a), "");
}

static bool versions_have(struct fixture *f, int64_t id, const char *text) {
    struct visible all = visible_to_rules();
    struct versions versions = {0};
    bool has = false;
    assert_int_equal(store_versions(f->office.store, &all, id, &versions, NULL), STATUS_OK);
    for (size_t i = 0; i < versions.count; i++) {
        struct fields fields = FIELDS_INIT;
        assert_int_equal(
            store_version_fields(f->office.store, versions.items[i].data, &fields, NULL),
            STATUS_OK);
        has = has || strcmp(fields_text(&fields, "linked"), text) == 0;
        fields_release(&fields);
    }
    versions_release(&versions);
    return has;
}

static void what_turns_out_a_report_leaves_no_trace(void **state) {
    struct fixture *f = *state;
    int64_t a = complain(f, "路灯不亮"), b = complain(f, "村里的事情"),
            c = complain(f, "路灯还是不亮");
    char id[24];
    snprintf(id, sizeof id, "%lld", (long long)b);
    must_do(f, "link", b, "linked", "FK2026-00001");
    must_do(f, "link", c, "linked", "FK2026-00002");
    must_do(f, "edit", c, "body", "再说一次");
    assert_true(versions_have(f, c, id));
    must_do(f, "edit", b, "kind", "report");
    assert_string_equal(column(f, c, "linked"), "");
    assert_string_equal(column(f, b, "linked"), "");
    assert_false(versions_have(f, c, id));
    assert_string_equal(linked(f, a), "");
    assert_string_equal(linked(f, c), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(both_sides_show_it),
        with_office(what_is_closed_may_be_linked),
        with_office(what_makes_no_sense_is_refused),
        with_office(a_report_is_linked_with_nothing),
        with_office(what_turns_out_a_report_leaves_no_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
