/* One slip's whole life through it, every refusal on the way, the clock, sealed reports. */
#include "work/office_fixture.h"

#include "work/import.h"

#define TODAY "2026-11-20"

static int64_t slip(struct fixture *f, const char *kind, const char *title) {
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", kind, "title", title, "received_on", TODAY, "body",
                  "三组自八月以来路灯不亮。", "reporter", "张𠮷旺");
    return id;
}

/* ---- a whole life -------------------------------------------------------------------------------- */

static void a_slip_goes_its_whole_way(void **state) {
    struct fixture *f = *state;
    int64_t id = slip(f, "complain", "东门村三组路灯三个月不亮");
    assert_string_equal(column(f, id, "number"), "FK2026-00001");
    assert_string_equal(column(f, id, "due_on"), "2026-12-11"); /* 15 working days */
    assert_string_equal(column(f, id, "limit_rule"), "feedback.complain");
    must_do(f, "assign", id, "unit", "东门村", "person", "张𠮷旺");
    must_do(f, "take_up", id);
    assert_string_equal(column(f, id, "state"), "in_hand");
    at(f, "2026-11-25T10:00");
    must_do(f, "reply", id, "reply", "已更换灯头。", "answered_by", "王建国");
    assert_string_equal(column(f, id, "state"), "in_check");
    use_as(f, f->leader, ROLE_SUPERVISOR);
    must_do(f, "check_pass", id);
    use_as(f, f->clerk, ROLE_CLERK);
    refused(f, STATUS_INVALID, "on", "不能早于答复日期", "announce", id, "place", "公开栏", "on",
            "2026-11-24");
    refused(f, STATUS_INVALID, "on", "不能晚于今天", "announce", id, "place", "公开栏", "on",
            "2026-11-26");
    must_do(f, "announce", id, "place", "东门村公开栏");
    assert_string_equal(column(f, id, "announced_on"), "2026-11-25");
    assert_string_equal(column(f, id, "announced_place"), "东门村公开栏");
    must_do(f, "close", id);
    assert_string_equal(column(f, id, "state"), "closed");
    assert_string_equal(column(f, id, "open"), "0");
    assert_string_equal(column(f, id, "closed_on"), "2026-11-25");
    assert_string_equal(steps_of(f, id), "register assign take_up reply check_pass announce close");
    assert_string_equal(column(f, id, "ver"), "7");
    refused(f, STATUS_DENIED, "", "FK2026-00001 现在的状态是“办结”，不能改", "edit", id, "title",
            "x");
}

static void it_is_not_closed_without_reply_and_announcement(void **state) {
    struct fixture *f = *state;
    int64_t id = slip(f, "suggest", "公开栏字太小");
    refused(f, STATUS_DENIED, "", "FK2026-00001 不能办结：还没有答复", "close", id);
    must_do(f, "assign", id, "unit", "东门村");
    refused(f, STATUS_DENIED, "", "不能办结：还没有答复", "close", id);
    must_do(f, "reply", id, "reply", "从下期起用三号字。");
    refused(f, STATUS_DENIED, "", "还没有公布结果，也没有写明不宜公开的理由", "close", id);
    refused(f, STATUS_INVALID, "place", "请填写", "announce", id);
    refused(f, STATUS_INVALID, "reason", "请填写", "withhold", id);
    must_do(f, "withhold", id, "reason", "涉及个人住址");
    assert_string_equal(column(f, id, "state"), "replied");
    refused(f, STATUS_DENIED, "", "已写明不宜公开", "announce", id, "place", "公开栏");
    must_do(f, "close", id);
    assert_string_equal(column(f, id, "state"), "closed");
    assert_string_equal(column(f, id, "announced_on"), "");
}

static void answered_by_is_the_user_when_not_given(void **state) {
    struct fixture *f = *state;
    int64_t id = slip(f, "suggest", "公开栏字太小");
    must_do(f, "assign", id, "unit", "东门村");
    refused(f, STATUS_INVALID, "reply", "请填写", "reply", id);
    must_do(f, "reply", id, "reply", "好的。");
    assert_string_equal(column(f, id, "answered_by"), "孙国强");
    refused(f, STATUS_INVALID, "reply", "不能改成空的", "edit", id, "reply", "");
    must_do(f, "edit", id, "reply", "从下期起用三号字。");
    assert_string_equal(column(f, id, "reply"), "从下期起用三号字。");
}

static void announcing_several_is_all_or_none(void **state) {
    struct fixture *f = *state;
    int64_t ids[3];
    struct fields arguments = FIELDS_INIT;
    ids[0] = slip(f, "suggest", "建议一");
    ids[1] = slip(f, "suggest", "建议二");
    ids[2] = slip(f, "suggest", "建议三");
    for (int i = 0; i < 3; i += 2) {
        must_do(f, "assign", ids[i], "unit", "东门村");
        must_do(f, "reply", ids[i], "reply", "好的。");
    }
    fields_set(&arguments, "place", "镇政府大门公开栏");
    last = (struct problems){0};
    assert_int_equal(flow_do(&f->office, "announce", ids, 3, 0, &arguments, &last), STATUS_DENIED);
    assert_int_equal(last.count, 1);
    assert_non_null(strstr(said(), "FK2026-00002 现在的状态是“登记”，不能公布"));
    assert_string_equal(column(f, ids[0], "state"), "replied");
    must_do(f, "assign", ids[1], "unit", "东门村");
    must_do(f, "reply", ids[1], "reply", "好的。");
    last = (struct problems){0};
    assert_int_equal(flow_do(&f->office, "announce", ids, 3, 0, &arguments, &last), STATUS_OK);
    for (int i = 0; i < 3; i++)
        assert_string_equal(column(f, ids[i], "state"), "announced");
    fields_release(&arguments);
}

/* ---- registering --------------------------------------------------------------------------------- */

static void what_is_wrong_is_said_all_at_once(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    struct buffer title = BUFFER_INIT;
    for (int i = 0; i < 101; i++)
        buffer_append(&title, "𠮷");
    assert_int_equal(try_register(f, "feedback", &id, "kind", "赞美", "title", buffer_text(&title),
                                  "received_on", "2026-02-30", "box", "没有的箱", "slip_no", "0",
                                  "contact", "139\x1b[31m", NULL),
                     STATUS_INVALID);
    assert_int_equal(last.count, 6);
    assert_string_equal(last.items[0].field, "kind");
    assert_string_equal(said(), "kind没有“赞美”这一项，可以填：咨询、建议、投诉、举报、表扬");
    assert_string_equal(last.items[1].field, "title");
    assert_string_equal(sentence(&last.items[1]), "title太长：最多 100 个字，现有 101 个");
    assert_string_equal(last.items[2].field, "received_on");
    assert_string_equal(last.items[3].field, "box");
    assert_string_equal(sentence(&last.items[3]), "box里没有“没有的箱”，请从列表里选");
    assert_string_equal(last.items[4].field, "slip_no");
    assert_string_equal(last.items[5].field, "contact");
    assert_string_equal(sentence(&last.items[5]), "contact里有不能保存的字符 U+001B，请删去");
    assert_int_equal(id, 0);
    buffer_release(&title);
}

static void four_byte_characters_count_once(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    struct buffer title = BUFFER_INIT;
    for (int i = 0; i < 50; i++)
        buffer_append(&title, "𠮷䶮");
    must_register(f, "feedback", &id, "kind", "投诉", "title", buffer_text(&title), "received_on",
                  "２０２６－１１－１９", "body", "第一行\r\n第二行");
    assert_string_equal(column(f, id, "title"), buffer_text(&title));
    assert_string_equal(column(f, id, "received_on"), "2026-11-19");
    assert_string_equal(column(f, id, "body"), "第一行\n第二行");
    assert_string_equal(column(f, id, "kind"), "complain");
    assert_string_equal(column(f, id, "source"), "box");
    buffer_release(&title);
}

static void required_is_required(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    assert_int_equal(try_register(f, "feedback", &id, NULL), STATUS_INVALID);
    assert_int_equal(last.count, 3);
    assert_string_equal(last.items[0].field, "kind");
    assert_string_equal(last.items[1].field, "title");
    assert_string_equal(last.items[2].field, "received_on");
    register_refused(f, STATUS_INVALID, "received_on", "还没有到，不能晚于今天（2026-11-20）",
                     "feedback", "kind", "consult", "title", "问", "received_on", "2026-11-21");
    register_refused(f, STATUS_INVALID, "due_on", "由程序按规则填写", "feedback", "kind", "consult",
                     "title", "问", "received_on", TODAY, "due_on", "2027-01-01");
    register_refused(f, STATUS_INVALID, "colour", "没有“colour”这一项", "feedback", "kind",
                     "consult", "title", "问", "received_on", TODAY, "colour", "红");
    register_refused(f, STATUS_INVALID, "box", "请从列表里选", "feedback", "kind", "consult",
                     "title", "问", "received_on", TODAY, "box", "东门村");
    register_refused(f, STATUS_INVALID, "", "没有“gift”这一种记录", "gift", "title", "问");
}

static void a_past_date_is_allowed_and_overdue(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    struct light_state light = {0};
    struct visible all = visible_to_rules();
    struct record record = {0};
    must_register(f, "feedback", &id, "kind", "consult", "title", "问", "received_on",
                  "2026-11-10");
    assert_string_equal(column(f, id, "due_on"), "2026-11-13");
    assert_int_equal(store_read(f->office.store, &all, id, &record, NULL), STATUS_OK);
    assert_int_equal(office_light(&f->office, &record.fields, &light, NULL), STATUS_OK);
    assert_int_equal(light.light, LIGHT_OVERDUE);
    assert_int_equal(light.days_left, -5);
    record_release(&record);
}

static void the_same_twice_is_refused(void **state) {
    struct fixture *f = *state;
    int64_t first = slip(f, "suggest", "公开栏字太小");
    int64_t id = 0;
    register_refused(f, STATUS_INVALID, "", "与 FK2026-00001 重复", "feedback", "kind", "建议",
                     "title", "公开栏字太小", "received_on", TODAY, "body",
                     "三组自八月以来路灯不亮。", "reporter", "张𠮷旺");
    assert_string_equal(last.items[0].places[last.items[0].place_count - 1].name, "number");
    must_register(f, "feedback", &id, "kind", "建议", "title", "公开栏字太小", "received_on", TODAY,
                  "body", "三组自八月以来路灯不亮。", "reporter", "张𠮷旺", "allow_duplicate", "1");
    assert_true(id > first);
    must_register(f, "feedback", &id, "kind", "建议", "title", "公开栏字太小", "received_on", TODAY,
                  "body", "三组自八月以来路灯不亮。", "reporter", "王五");
    refused(f, STATUS_INVALID, "", "重复", "edit", id, "reporter", "张𠮷旺");
    must_do(f, "void", first, "reason", "登错了");
}

/* Whoever may not see a report learns neither its number nor that it is there. */
static void a_report_is_nobodys_duplicate_but_who_sees_it(void **state) {
    struct fixture *f = *state;
    int64_t sealed = 0, again = 0;
    use_as(f, f->clerk, ROLE_CLERK);
    must_register(f, "feedback", &sealed, "kind", "report", "title", "村会计吃拿卡要",
                  "received_on", TODAY, "body", "收了两条烟。", "external_no", "12345-007");
    must_register(f, "feedback", &again, "kind", "report", "title", "村会计吃拿卡要", "received_on",
                  TODAY, "body", "收了两条烟。");
    assert_true(again > sealed);
    register_refused(f, STATUS_INVALID, "external_no", "这个外部编号已经用过", "feedback", "kind",
                     "complain", "title", "另一件", "received_on", TODAY, "external_no",
                     "12345-007");
    assert_null(strstr(said(), "FK2026"));
    use_as(f, f->leader, ROLE_SUPERVISOR | ROLE_CLERK); /* charged with it */
    register_refused(f, STATUS_INVALID, "", "与 FK2026-00001 重复", "feedback", "kind", "report",
                     "title", "村会计吃拿卡要", "received_on", TODAY, "body", "收了两条烟。");
    register_refused(f, STATUS_INVALID, "external_no", "外部编号已用在 FK2026-00001 上", "feedback",
                     "kind", "complain", "title", "另一件", "received_on", TODAY, "external_no",
                     "12345-007");
}

static void an_external_number_is_used_once(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", "投诉", "title", "井盖缺失", "received_on", TODAY,
                  "external_no", "12345-001");
    register_refused(f, STATUS_INVALID, "external_no", "外部编号已用在 FK2026-00001 上", "feedback",
                     "kind", "投诉", "title", "另一件", "received_on", TODAY, "external_no",
                     "12345-001");
    must_do(f, "edit", id, "external_no", "12345-002", "title", "井盖缺失两个");
    assert_string_equal(column(f, id, "external_no"), "12345-002");
}

static void assigned_in_the_same_save(void **state) {
    struct fixture *f = *state;
    struct fields values = FIELDS_INIT;
    int64_t id = 0;
    fields_set(&values, "kind", "complain");
    fields_set(&values, "title", "路灯不亮");
    fields_set(&values, "received_on", TODAY);
    last = (struct problems){0};
    assert_int_equal(flow_register(&f->office, "feedback", &values, true, &id, &last),
                     STATUS_INVALID);
    assert_string_equal(last.items[0].field, "unit");
    fields_set(&values, "box", "政府大院");
    last = (struct problems){0};
    assert_int_equal(flow_register(&f->office, "feedback", &values, true, &id, &last), STATUS_OK);
    assert_string_equal(column(f, id, "state"), "assigned");
    assert_string_equal(steps_of(f, id), "register assign");
    assert_int_equal(strtoll(column(f, id, "person"), NULL, 10), f->village);
    assert_int_equal(strtoll(column(f, id, "unit"), NULL, 10), f->unit);
    fields_release(&values);
}

/* ---- charging ------------------------------------------------------------------------------------ */

static void unit_and_person_belong_together(void **state) {
    struct fixture *f = *state;
    int64_t id = slip(f, "complain", "路灯不亮");
    refused(f, STATUS_INVALID, "unit", "请写明承办单位或经办人", "assign", id);
    refused(f, STATUS_INVALID, "person", "张𠮷旺不在社会事务办", "assign", id, "unit", "社会事务办",
            "person", "张𠮷旺");
    must_do(f, "assign", id, "person", "张𠮷旺");
    assert_int_equal(strtoll(column(f, id, "unit"), NULL, 10), f->unit);
    refused(f, STATUS_INVALID, "unit", "请写明改派给哪个单位或哪个人", "reassign", id, "note",
            "忙");
    must_do(f, "take_up", id);
    must_do(f, "reassign", id, "unit", "社会事务办", "note", "属民政");
    assert_string_equal(column(f, id, "state"), "assigned");
    assert_string_equal(column(f, id, "person"), "");
    must_do(f, "take_up", id);
    assert_int_equal(strtoll(column(f, id, "person"), NULL, 10), f->admin);
}

/* ---- the clock ----------------------------------------------------------------------------------- */

static void a_stop_is_not_counted(void **state) {
    struct fixture *f = *state;
    int64_t id = slip(f, "complain", "征地补偿标准不明");
    refused(f, STATUS_INVALID, "reason", "请填写", "pause", id);
    refused(f, STATUS_DENIED, "", "时限没有暂停", "resume", id);
    at(f, "2026-11-23T09:00");
    must_do(f, "pause", id, "reason", "等县局函复");
    assert_string_equal(column(f, id, "paused_on"), "2026-11-23");
    assert_string_equal(column(f, id, "due_on"), "");
    assert_string_equal(column(f, id, "due_sort"), "9999-12-30");
    refused(f, STATUS_DENIED, "", "时限已经暂停了", "pause", id, "reason", "又停");
    must_do(f, "assign", id, "unit", "东门村");
    refused(f, STATUS_DENIED, "", "时限暂停着，请先恢复计时", "reply", id, "reply", "好");
    use_as(f, f->leader, ROLE_SUPERVISOR);
    refused(f, STATUS_DENIED, "", "时限暂停着", "extend", id, "amount", "1", "reason", "难");
    use_as(f, f->clerk, ROLE_CLERK);
    at(f, "2026-11-30T09:00");
    must_do(f, "resume", id);
    assert_string_equal(column(f, id, "paused_on"), "");
    /* 11-24 … 11-30, five working days, are not counted */
    assert_string_equal(column(f, id, "due_on"), "2026-12-18");
    must_do(f, "edit", id, "kind", "suggest");
    assert_string_equal(column(f, id, "due_on"), "2026-12-04");
}

static void an_extension_is_capped_and_asked_in_time(void **state) {
    struct fixture *f = *state;
    int64_t id = slip(f, "complain", "低保名单没有张贴");
    use_as(f, f->clerk, ROLE_CLERK);
    refused(f, STATUS_DENIED, "", "您的角色不能延期", "extend", id, "amount", "5", "reason", "难");
    use_as(f, f->leader, ROLE_SUPERVISOR);
    refused(f, STATUS_INVALID, "amount", "", "extend", id, "amount", "0", "reason", "难");
    refused(f, STATUS_DENIED, "amount", "最多可以延长 10，已经延长 0", "extend", id, "amount", "11",
            "reason", "难");
    must_do(f, "extend", id, "amount", "6", "reason", "须核对档案");
    assert_string_equal(column(f, id, "due_on"), "2026-12-21");
    refused(f, STATUS_DENIED, "amount", "已经延长 6", "extend", id, "amount", "5", "reason", "难");
    at(f, "2026-12-22T09:00");
    refused(f, STATUS_DENIED, "", "已过期限，延期须在到期以前", "extend", id, "amount", "4",
            "reason", "难");
}

static void changing_kind_or_day_recounts(void **state) {
    struct fixture *f = *state;
    int64_t id = slip(f, "complain", "路灯不亮");
    must_do(f, "edit", id, "received_on", "2026-11-19");
    assert_string_equal(column(f, id, "due_on"), "2026-12-10");
    must_do(f, "edit", id, "kind", "咨询");
    assert_string_equal(column(f, id, "due_on"), "2026-11-24");
    assert_string_equal(column(f, id, "limit_rule"), "feedback.consult");
    size_t steps = step_count(f, id);
    must_do(f, "edit", id, "kind", "consult", "due_on", "2026-11-24", "title", "路灯不亮");
    assert_int_equal(step_count(f, id), steps); /* nothing changed: nothing saved */
    refused(f, STATUS_INVALID, "due_on", "由程序按规则填写", "edit", id, "due_on", "2027-01-01");
    refused(f, STATUS_INVALID, "title", "请填写", "edit", id, "title", "  ");
    refused(f, STATUS_DENIED, "reply", "只在已答复", "edit", id, "reply", "好");
}

/* ---- on the spot, voiding ------------------------------------------------------------------------ */

static void settled_on_the_spot_with_every_step(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", "consult", "title", "周六上班吗", "received_on",
                  TODAY, "source", "visit", "reply", "上午上班。");
    assert_string_equal(column(f, id, "state"), "closed");
    assert_string_equal(column(f, id, "withheld_reason"), "当场答复");
    assert_string_equal(steps_of(f, id), "register reply withhold close");
    id = slip(f, "praise", "上门服务好");
    must_do(f, "settle", id, "reply", "谢谢。", "place", "镇政府大门公开栏");
    assert_string_equal(column(f, id, "announced_place"), "镇政府大门公开栏");
    assert_string_equal(steps_of(f, id), "register reply announce close");
    id = slip(f, "complain", "路灯不亮");
    refused(f, STATUS_DENIED, "", "只有咨询和表扬可以", "settle", id, "reply", "修了。");
    register_refused(f, STATUS_INVALID, "reply", "只有咨询和表扬", "feedback", "kind", "complain",
                     "title", "井盖", "received_on", TODAY, "reply", "修了。");
}

static void voided_and_taken_back(void **state) {
    struct fixture *f = *state;
    int64_t id = slip(f, "complain", "路灯不亮");
    refused(f, STATUS_INVALID, "reason", "请填写", "void", id);
    must_do(f, "pause", id, "reason", "等");
    must_do(f, "void", id, "reason", "登重了");
    assert_string_equal(column(f, id, "state"), "void");
    assert_string_equal(column(f, id, "void_reason"), "登重了");
    assert_string_equal(column(f, id, "paused_on"), "");
    assert_string_equal(column(f, id, "closed_on"), ""); /* void is not done */
    use_as(f, f->clerk, ROLE_CLERK);
    refused(f, STATUS_DENIED, "", "您的角色不能恢复使用", "restore", id, "reason", "没有重");
    use_as(f, f->leader, ROLE_SUPERVISOR);
    must_do(f, "restore", id, "reason", "没有重");
    assert_string_equal(column(f, id, "state"), "registered");
    assert_string_equal(column(f, id, "void_reason"), "");
    assert_string_equal(column(f, id, "due_on"), "2026-12-11");
}

/* ---- 举报 ---------------------------------------------------------------------------------------- */

static int64_t report(struct fixture *f) {
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", "举报", "title", "村干部优亲厚友", "received_on",
                  TODAY, "body", "把兄弟评进低保", "reporter", "匿名者甲", "contact", "139");
    return id;
}

static void a_report_is_sealed(void **state) {
    struct fixture *f = *state;
    struct fields sealed = FIELDS_INIT;
    struct visible all = visible_to_rules();
    struct versions versions = {0};
    use_as(f, f->clerk, ROLE_CLERK);
    int64_t id = report(f);
    assert_string_equal(column(f, id, "title"), "举报");
    assert_string_equal(column(f, id, "body"), "");
    assert_string_equal(column(f, id, "reporter"), "");
    assert_string_equal(column(f, id, "sealed"), "1");
    assert_string_equal(column(f, id, "state"), "assigned");
    assert_string_equal(column(f, id, "due_on"), "2026-11-24");
    assert_string_equal(column(f, id, "withheld_reason"), "不宜公开：举报件");
    assert_int_equal(strtoll(column(f, id, "person"), NULL, 10), f->leader);
    assert_string_equal(steps_of(f, id), "register assign");
    assert_int_equal(store_sealed(f->office.store, &all, id, &sealed, NULL), STATUS_OK);
    assert_string_equal(fields_text(&sealed, "title"), "村干部优亲厚友");
    assert_string_equal(fields_text(&sealed, "reporter"), "匿名者甲");
    assert_int_equal(store_versions(f->office.store, &all, id, &versions, NULL), STATUS_OK);
    for (size_t i = 0; i < versions.count; i++)
        assert_null(strstr(versions.items[i].data, "优亲厚友"));
    versions_release(&versions);
    fields_release(&sealed);
}

static void nobody_else_sees_a_report(void **state) {
    struct fixture *f = *state;
    struct record record = {0};
    struct fields sealed = FIELDS_INIT;
    use_as(f, f->clerk, ROLE_CLERK | ROLE_ADMIN | ROLE_REVIEWER);
    int64_t id = report(f);
    int64_t found = 0;
    assert_int_equal(store_read(f->office.store, &f->office.visible, id, &record, NULL),
                     STATUS_NOT_FOUND);
    assert_int_equal(store_sealed(f->office.store, &f->office.visible, id, &sealed, NULL),
                     STATUS_NOT_FOUND);
    assert_int_equal(
        store_find_number(f->office.store, &f->office.visible, "FK2026-00001", &found, NULL),
        STATUS_NOT_FOUND);
    assert_int_equal(try_do(f, "reply", id, "reply", "x", NULL), STATUS_NOT_FOUND);
    use_as(f, f->leader, ROLE_SUPERVISOR);
    assert_int_equal(store_read(f->office.store, &f->office.visible, id, &record, NULL), STATUS_OK);
    assert_int_equal(store_sealed(f->office.store, &f->office.visible, id, &sealed, NULL),
                     STATUS_OK);
    record_release(&record);
    fields_release(&sealed);
}

static void the_charged_person_handles_it(void **state) {
    struct fixture *f = *state;
    struct fields sealed = FIELDS_INIT;
    use_as(f, f->clerk, ROLE_CLERK);
    int64_t id = report(f);
    use_as(f, f->leader, ROLE_SUPERVISOR);
    must_do(f, "edit", id, "title", "村干部甲优亲厚友", "reporter", "");
    assert_string_equal(column(f, id, "title"), "举报");
    assert_int_equal(store_sealed(f->office.store, &f->office.visible, id, &sealed, NULL),
                     STATUS_OK);
    assert_string_equal(fields_text(&sealed, "title"), "村干部甲优亲厚友");
    assert_string_equal(fields_text(&sealed, "body"), "把兄弟评进低保");
    assert_string_equal(fields_text(&sealed, "reporter"), "");
    refused(f, STATUS_DENIED, "kind", "举报件已密封", "edit", id, "kind", "complain");
    refused(f, STATUS_INVALID, "person", "举报件须写明交给谁经办", "reassign", id, "unit",
            "东门村");
    refused(f, STATUS_DENIED, "person", "请用“改派”", "edit", id, "person", "李春梅");
    must_do(f, "reply", id, "reply", "已移送镇纪委。");
    refused(f, STATUS_DENIED, "", "是举报件，不能公布", "announce", id, "place", "公开栏");
    refused(f, STATUS_DENIED, "withheld_reason", "须留着不公布理由", "edit", id, "withheld_reason",
            "");
    must_do(f, "close", id);
    fields_release(&sealed);
}

static void the_setting_names_who_is_charged(void **state) {
    struct fixture *f = *state;
    struct import *none = NULL;
    int64_t id = 0;
    assert_int_equal(import_begin(&f->office, "unit", &none, NULL), STATUS_OK);
    import_abandon(none);
    must_do(f, "edit", f->leader, "roles", "");
    use_as(f, f->clerk, ROLE_CLERK);
    id = report(f); /* no leader left: the admin */
    assert_int_equal(strtoll(column(f, id, "person"), NULL, 10), f->admin);
}

static void what_turns_out_a_report_is_sealed(void **state) {
    struct fixture *f = *state;
    use_as(f, f->clerk, ROLE_CLERK);
    int64_t id = slip(f, "complain", "村干部优亲厚友");
    struct record record = {0};
    struct fields sealed = FIELDS_INIT;
    struct visible all = visible_to_rules();
    must_do(f, "edit", id, "kind", "举报");
    assert_int_equal(store_read(f->office.store, &f->office.visible, id, &record, NULL),
                     STATUS_NOT_FOUND);
    assert_string_equal(column(f, id, "title"), "举报");
    assert_string_equal(column(f, id, "body"), "");
    assert_string_equal(column(f, id, "state"), "assigned");
    assert_int_equal(store_sealed(f->office.store, &all, id, &sealed, NULL), STATUS_OK);
    assert_string_equal(fields_text(&sealed, "title"), "村干部优亲厚友");
    assert_string_equal(fields_text(&sealed, "reporter"), "张𠮷旺");
    fields_release(&sealed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(a_slip_goes_its_whole_way),
        with_office(it_is_not_closed_without_reply_and_announcement),
        with_office(answered_by_is_the_user_when_not_given),
        with_office(announcing_several_is_all_or_none),
        with_office(what_is_wrong_is_said_all_at_once),
        with_office(four_byte_characters_count_once),
        with_office(required_is_required),
        with_office(a_past_date_is_allowed_and_overdue),
        with_office(the_same_twice_is_refused),
        with_office(a_report_is_nobodys_duplicate_but_who_sees_it),
        with_office(an_external_number_is_used_once),
        with_office(assigned_in_the_same_save),
        with_office(unit_and_person_belong_together),
        with_office(a_stop_is_not_counted),
        with_office(an_extension_is_capped_and_asked_in_time),
        with_office(changing_kind_or_day_recounts),
        with_office(settled_on_the_spot_with_every_step),
        with_office(voided_and_taken_back),
        with_office(a_report_is_sealed),
        with_office(nobody_else_sees_a_report),
        with_office(the_charged_person_handles_it),
        with_office(the_setting_names_who_is_charged),
        with_office(what_turns_out_a_report_is_sealed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
