/* Search: what is found and what never is, and that the index stays as the records are, against a naive scan. */
#include "work/publish_fixture.h"

#include "base/fold.h"
#include "store/internal.h"
#include "work/import.h"
#include "work/save.h"
#include "work/search.h"

/* ---- asking ----------------------------------------------------------------------------------------- */

static struct search *begun(struct fixture *f, const char *text, enum search_scope scope,
                            enum search_order order) {
    struct search *search = NULL;
    struct problem problem = {0};
    const struct search_request request = {.text = text, .scope = scope, .order = order};
    if (search_begin(&f->office, &request, &search, &problem) != STATUS_OK)
        fail_msg("%s: %s", text, sentence(&problem));
    return search;
}

static void run_all(struct search *search) {
    struct problem problem = {0};
    while (!search_is_done(search)) {
        if (search_is_full(search))
            search_more(search);
        if (search_run(search, &problem) != STATUS_OK)
            fail_msg("%s", sentence(&problem));
    }
}

static size_t count_in(struct fixture *f, const char *text, enum search_scope scope) {
    struct search *search = begun(f, text, scope, SEARCH_NEWEST);
    run_all(search);
    size_t count = search_count(search);
    search_free(search);
    return count;
}

static bool finds_in(struct fixture *f, const char *text, int64_t id, enum search_scope scope) {
    struct search *search = begun(f, text, scope, SEARCH_NEWEST);
    bool is_found = false;
    run_all(search);
    for (size_t i = 0; i < search_count(search); i++)
        is_found = is_found || search_hit(search, i)->id == id;
    search_free(search);
    return is_found;
}

static bool finds(struct fixture *f, const char *text, int64_t id) {
    return finds_in(f, text, id, SEARCH_OFFICE);
}

#define must_find(f, text, id)                                                                     \
    do {                                                                                           \
        if (!finds(f, text, id))                                                                   \
            fail_msg("not found: %s", text);                                                       \
    } while (0)
#define must_not_find(f, text, id)                                                                 \
    do {                                                                                           \
        if (finds(f, text, id))                                                                    \
            fail_msg("found: %s", text);                                                           \
    } while (0)

/* The snippet of the only hit, the places found between 【 and 】. */
static const char *shown(struct fixture *f, const char *text) {
    static char out[600];
    struct search *search = begun(f, text, SEARCH_OFFICE, SEARCH_NEWEST);
    run_all(search);
    assert_int_equal(search_count(search), 1);
    const struct search_hit *hit = search_hit(search, 0);
    size_t at = 0;
    out[0] = '\0';
    for (size_t i = 0; i < hit->mark_count; i++) {
        const struct search_mark *mark = &hit->marks[i];
        sprintf(out + strlen(out), "%.*s【%.*s】", (int)(mark->start - at), hit->snippet + at,
                (int)mark->length, hit->snippet + mark->start);
        at = mark->start + mark->length;
    }
    strcat(out, hit->snippet + at);
    search_free(search);
    return out;
}

/* Without an index all is walked. */
static void forget_index(struct fixture *f) {
    assert_int_equal(store_begin(f->office.store, NULL), STATUS_OK);
    assert_int_equal(store_set_setting(f->office.store, "search_version", "", NULL), STATUS_OK);
    assert_int_equal(store_commit(f->office.store, "", NULL), STATUS_OK);
}

/* As a bad disk would. */
static void spoil_index(struct fixture *f) {
    sqlite3 *db = f->office.store->db;
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
    assert_int_equal(
        sqlite3_exec(db, "UPDATE search_data SET block = randomblob(length(block)) WHERE id > 10",
                     NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
}

static void make_index(struct fixture *f) {
    struct search_index index = {0};
    while (!index.is_complete)
        assert_int_equal(search_index_step(&f->office, 0, &index, NULL), STATUS_OK);
}

/* ---- what is found ---------------------------------------------------------------------------------- */

static int64_t slip(struct fixture *f, const char *title, const char *body, const char *contact) {
    static int count;
    int64_t id = 0;
    char reporter[40];
    snprintf(reporter, sizeof reporter, "单于𠮷%d",
             ++count); /* the same of the same person is refused */
    must_register(f, "feedback", &id, "kind", "complain", "received_on", "2026-11-20", "title",
                  title, "body", body, "reporter", reporter, "contact", contact);
    return id;
}

/* One hanzi, two out of the middle, words apart, other forms of the same characters. */
static void any_run_is_found(void **state) {
    struct fixture *f = *state;
    int64_t id = slip(f, "宅基地　审批拖了三个月", "在乡里 盖房；䶮乡长说等通知（第２份）。ＡＢ型",
                      "13900661122");
    slip(f, "路灯不亮", "门口", "13800000001");
    const char *const runs[] = {
        "宅",    "基地",   "地审批", "宅基地审批", "宅基地　审批", "审批 盖房",
        "盖房",  "里盖",   "䶮",     "䶮乡",       "说等",         "１１２２",
        "1122",  "9006",   "39",     "2份",        "２份",         "ab型",
        "AB",    "鄉裡",   "審批",   "（第2份）",  "份）。AB",     "FK2026-00001",
        "00001", "fk2026", "單于",   "于𠮷",       "𠮷",           "三个月 䶮 1122"};
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < sizeof runs / sizeof *runs; i++)
            must_find(f, runs[i], id);
        must_not_find(f, "宅审", id);
        must_not_find(f, "基地 路灯", id);
        must_not_find(f, "1123", id);
        must_not_find(f, "地盖", id);
        forget_index(f);
    }
}

/* zjd, zhaijidi, zhaijd, 宅jd; every reading of a polyphone, a surname's, and the family's own. */
static void pinyin_is_found(void **state) {
    struct fixture *f = *state;
    int64_t land = slip(f, "宅基地审批发放", "内容", ""),
            bank = slip(f, "银行长廊重修", "内容", "");
    int64_t person = 0;
    must_register(f, "person", &person, "title", "覃解", "unit", "社会事务办");
    set_columns(f, person, NULL, "reading", "qin xie", NULL);
    const char *const ways[] = {"zjd",  "zhaijidi", "zhaijd", "宅jd", "z基d",
                                "ZJD",  "ｚｊｄ",   "zjdsp",  "jds",  "zhaiji",
                                "zhai", "spff",     "fafang", "di",   "sp"};
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
            must_find(f, ways[i], land);
        must_find(f, "yhcl", bank);
        must_find(f, "yxzl", bank);
        must_find(f, "yinhang", bank);
        must_find(f, "chongxiu", bank);
        must_find(f, "qx", person);
        must_find(f, "qinxie", person);
        must_find(f, "tx", person);
        must_find(f, "xie", person);
        must_find(f, "jie", person);
        must_find(f, "chan", land); /* the reporter 单于: chan yu */
        must_find(f, "cyj", land);
        must_find(f, "syj", land);
        must_not_find(f, "zjb", land);
        must_not_find(f, "zhaijiba", land);
        must_not_find(f, "neirong", land); /* a body is not read aloud */
        forget_index(f);
    }
}

static void a_snippet_shows_the_place(void **state) {
    struct fixture *f = *state;
    slip(f, "排水沟堵了",
         "从村口小卖部往东一直到学校后面，每次下大雨污水都\n漫到路上，老人小孩没法走，宅基地　审批"
         "的事另说。",
         "13900661122");
    assert_string_equal(shown(f, "排水"), "【排水】沟堵了");
    assert_string_equal(shown(f, "paishui"), "【排水】沟堵了");
    assert_string_equal(shown(f, "1122"), "139****【1122】");
    assert_string_equal(shown(f, "900661"), "【139****1122】");
    assert_string_equal(shown(f, "地审"), "…没法走，宅基【地　审】批的事另说。");
    assert_string_equal(
        shown(f, "污水 漫"),
        "…，每次下大雨【污水】都 【漫】到路上，老人小孩没法走，宅基地　审批的事另…");
}

/* Who is told of, and by what numbers, only his page says, and to whom it may. */
static void what_names_a_person_is_masked(void **state) {
    struct fixture *f = *state;
    struct search *search = NULL;
    slip(f, "低保 13800001234 何时发",
         "五组的低保一直没有发，问了三次都说在办，身份证11010519491231002X，卡号6222021234567890128"
         "，"
         "麻烦查一下䶮塘社的",
         "0512-5551234");
    assert_string_equal(shown(f, "单于𠮷"), "【单于*】");
    assert_string_equal(shown(f, "syj"), "【单于*】");
    assert_string_equal(shown(f, "5551234"), "【051*-*******】");
    assert_string_equal(shown(f, "19491231"),
                        "…在办，身份证【110105********002X】，卡号***************0128，麻烦查…");
    assert_string_equal(shown(f, "䶮塘"), "…，麻烦查一下【䶮塘】社的");
    assert_string_equal(shown(f, "何时"), "…*1234 【何时】发");
    search = begun(f, "身份证", SEARCH_OFFICE, SEARCH_NEWEST);
    run_all(search);
    assert_string_equal(search_hit(search, 0)->title, "低保 138****1234 何时发");
    search_free(search);
}

/* The orders, more than a page, and a walk that says it is one. */
static void orders_and_pages(void **state) {
    struct fixture *f = *state;
    int64_t ids[120];
    for (size_t i = 0; i < 120; i++)
        ids[i] = slip(f, "水管爆裂", i % 40 == 0 ? "䶮家门前" : "门前", "");
    must_do(f, "pause", ids[0], "reason", "等材料");
    for (int round = 0; round < 2; round++) {
        struct search *search = begun(f, "水管", SEARCH_OFFICE, SEARCH_NEWEST);
        assert_int_equal(search_walks(search), round == 1);
        assert_int_equal(search_run(search, NULL), STATUS_OK);
        assert_true(search_is_full(search));
        assert_int_equal(search_count(search), SEARCH_PAGE_HITS);
        assert_int_equal(search_hit(search, 0)->id, ids[119]);
        run_all(search);
        assert_int_equal(search_count(search), 120);
        for (size_t i = 1; i < 120; i++)
            assert_true(search_hit(search, i - 1)->id > search_hit(search, i)->id);
        search_free(search);

        search = begun(f, "䶮家", SEARCH_OFFICE, SEARCH_NUMBER);
        run_all(search);
        assert_int_equal(search_count(search), 3);
        assert_int_equal(search_hit(search, 0)->id, ids[0]);
        assert_int_equal(search_hit(search, 2)->id, ids[80]);
        search_free(search);

        search = begun(f, "䶮家", SEARCH_OFFICE, SEARCH_DUE);
        run_all(search);
        assert_int_equal(search_count(search), 3);
        assert_int_equal(search_hit(search, 0)->id, ids[40]);
        assert_int_equal(search_hit(search, 2)->id, ids[0]); /* its clock stands */
        search_free(search);
        forget_index(f);
    }
}

static void what_cannot_be_looked_for(void **state) {
    struct fixture *f = *state;
    char *long_text = malloc(40001);
    memset(long_text, 'a', 40000);
    long_text[40000] = '\0';
    const struct {
        const char *text, *words;
    } bad[] = {{"", "请写要查的字"},
               {" 　 ", "请写要查的字"},
               {"\x01\x02\xff", "请写要查的字"},
               {long_text, "最多 100"},
               {"一 二 三 四 五 六 七 八 九", "最多查 8 个词"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct search *search = NULL;
        struct problem problem = {0};
        const struct search_request request = {.text = bad[i].text};
        assert_int_equal(search_begin(&f->office, &request, &search, &problem), STATUS_INVALID);
        assert_null(search);
        if (strstr(sentence(&problem), bad[i].words) == NULL)
            fail_msg("%s", sentence(&problem));
    }
    free(long_text);
}

/* Signs that an expression or a pattern would be made of are only text. */
static void hostile_words_are_words(void **state) {
    struct fixture *f = *state;
    int64_t id =
        slip(f, "50% of _it_ \"NEAR(a b)\" 'x' a*b AND OR NOT 100^2 {c}: -d + e; DROP TABLE record",
             "", "");
    int64_t other = slip(f, "路灯", "abc", "");
    const char *const words[] = {"%",      "_it_",  "\"NEAR(", "'x'",      "a*b",     "AND",
                                 "OR NOT", "100^2", "{c}:",    "-d +",     "e; DROP", "*",
                                 "\"",     "'",     "(",       "a\x01 b)", "^",       "NEAR(a"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        must_find(f, words[i], id);
        if (finds(f, words[i], other))
            fail_msg("%s", words[i]);
    }
    const char *const none[] = {"a* b*", "\"a\" OR \"b\"", "a%c",         "search:a", "路灯*",
                                "((((",  "\"\"\"",         "NEAR(路 灯)", "^路灯"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(count_in(f, none[i], SEARCH_OFFICE), 0);
}

/* ---- what never is ---------------------------------------------------------------------------------- */

/* Every hanzi, pair and word of a sealed report, asked for by whoever it names, a clerk, a leader, and the one charged. */
static void sealed_is_never_found(void **state) {
    struct fixture *f = *state;
    int64_t id = 0, later = 0, named = 0;
    must_register(f, "person", &named, "title", "贾仁义", "account", "jiarenyi", "roles", "clerk");
    must_register(f, "feedback", &id, "kind", "report", "received_on", "2026-11-20", "title",
                  "贾仁义虚报冒领补贴款", "body", "贾仁义用亲戚名字套取䶮塘改造款", "reporter",
                  "霍去病", "contact", "13977665544");
    /* One that turns out to be a report after it was registered and could be found. */
    later = slip(f, "堰塘款去向不明", "甄士隐经手的账对不上", "13966554433");
    must_find(f, "堰塘", later);
    must_find(f, "甄士隐", later);
    must_do(f, "edit", later, "kind", "report");
    assert_string_equal(column(f, later, "sealed"), "1");
    const char *const words[] = {
        "虚报",   "冒领", "虚",   "套取",  "䶮塘",  "霍去病", "去病", "霍",     "13977665544",
        "5544",   "7766", "hqb",  "xbml",  "jryxb", "堰塘",   "堰",   "甄士隐", "zsy",
        "对不上", "4433", "举报", "jubao", "jb",    "补贴款", "亲戚", "款去"};
    const int64_t people[] = {f->clerk, f->leader, named, f->admin, atoll(column(f, id, "person"))};
    for (int round = 0; round < 2; round++) {
        for (size_t p = 0; p < sizeof people / sizeof *people; p++) {
            use_as(f, people[p], ROLE_CLERK | ROLE_REVIEWER | ROLE_SUPERVISOR | ROLE_ADMIN);
            for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
                if (finds(f, words[i], id) || finds(f, words[i], later))
                    fail_msg("%s", words[i]);
                if (i < 14 || i == 16)
                    assert_int_equal(count_in(f, words[i], SEARCH_OFFICE), 0);
            }
            must_not_find(f, column(f, id, "number"), id);
            /* The person's own record is no secret. */
            must_find(f, "贾仁义", named);
        }
        forget_index(f);
    }
    /* Not in the index itself either: built anew, or as it was kept. */
    make_index(f);
    int64_t ids[8];
    size_t count = 9;
    assert_int_equal(
        store_search_ids(f->office.store, "\"堰塘\"", 0, INT64_MAX, 8, ids, &count, NULL),
        STATUS_OK);
    assert_int_equal(count, 0);
}

/* The hall finds what everybody may read, and nothing else of it. */
static void the_hall_finds_what_is_public(void **state) {
    struct fixture *f = *state;
    make_entry(f);
    int64_t draft_id = draft(f, "清淤工程草稿", NULL);
    int64_t id = draft(f, "清淤工程结算", "element_basis", "联系人电话13900661122", NULL);
    slip(f, "清淤工程拖欠工钱", "清淤", "13900661122");
    char hash[DISCLOSURE_HASH_BYTES];
    struct record record = {0};
    struct visible all = visible_to_rules();
    approve(f, id);
    assert_int_equal(store_read(f->office.store, &all, id, &record, NULL), STATUS_OK);
    disclosure_hash(&record.fields, hash);
    record_release(&record);
    set_columns(f, id, "published", "scope", "public", "published_on", "2026-11-20",
                "return_reason", "泄密之处已删", NULL);
    assert_int_equal(store_read(f->office.store, &all, id, &record, NULL), STATUS_OK);
    disclosure_hash(&record.fields, hash);
    record_release(&record);
    set_columns(f, id, "published", "approved_hash", hash, "published_hash", hash, NULL);
    for (int round = 0; round < 2; round++) {
        assert_int_equal(count_in(f, "清淤", SEARCH_PUBLISHED), 1);
        assert_true(finds_in(f, "qygc", id, SEARCH_PUBLISHED));
        assert_true(finds_in(f, "1122", id, SEARCH_PUBLISHED)); /* as it is shown: 139****1122 */
        assert_int_equal(count_in(f, "0066", SEARCH_PUBLISHED), 0);
        assert_int_equal(count_in(f, "泄密", SEARCH_PUBLISHED), 0);
        assert_true(finds(f, "泄密", id));
        use_as(f, f->clerk, ROLE_ENQUIRY);
        assert_int_equal(count_in(f, "清淤", SEARCH_OFFICE), 1);
        assert_int_equal(count_in(f, "李春梅", SEARCH_OFFICE), 0);
        use_as(f, f->admin, ROLE_CLERK | ROLE_REVIEWER | ROLE_SUPERVISOR | ROLE_ADMIN);
        forget_index(f);
    }
    make_index(f);
    set_columns(f, id, "withdrawn", NULL);
    assert_int_equal(count_in(f, "清淤", SEARCH_PUBLISHED), 0);
    assert_true(finds(f, "清淤", draft_id));
}

/* ---- the index stays as the records are --------------------------------------------------------------- */

static unsigned random_next(unsigned *state) {
    *state = *state * 1103515245U + 12345U;
    return *state >> 16 & 0x7FFF;
}

static void random_text(unsigned *state, size_t most, char out[400]) {
    static const char *const pieces[] = {
        "宅", "基", "地", "路", "灯", "行", "长",  "䶮", "𠮷", "単", "單", "，", "。", " ", "　",
        "a",  "B",  "ｃ", "1",  "２", "3",  "139", "-",  "%",  "\n", "é",  "①",  "〇", "零"};
    size_t count = random_next(state) % most;
    out[0] = '\0';
    for (size_t i = 0; i < count; i++)
        strcat(out, pieces[random_next(state) % (sizeof pieces / sizeof *pieces)]);
}

enum { RECORDS = 60, ROUNDS = 6 };

struct trial {
    struct fixture *f;
    unsigned random;
    int64_t ids[RECORDS];
    size_t count;
};

static void fill_random(struct trial *trial, struct fields *values, bool is_new) {
    static const char *const names[] = {"title", "body", "reporter", "contact", "reply"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char text[400];
        if (!is_new && random_next(&trial->random) % 3 > 0)
            continue;
        random_text(&trial->random, i == 1 ? 40 : 8, text);
        if (i == 0)
            strcat(text, "题");
        fields_set(values, names[i], text);
    }
    if (random_next(&trial->random) % 12 == 0)
        fields_set(values, "sealed", "1");
}

static void add_random(struct trial *trial) {
    struct record record = {0};
    struct save save;
    fields_set(&record.fields, "record_kind", "feedback");
    fields_set(&record.fields, "state", "registered");
    fields_set(&record.fields, "received_on", "2026-11-20");
    fields_set(&record.fields, "kind", "complain");
    fill_random(trial, &record.fields, true);
    assert_int_equal(save_begin(&trial->f->office, &save, NULL), STATUS_OK);
    assert_int_equal(save_new(&save, &record, "register", "", NULL), STATUS_OK);
    trial->ids[trial->count++] = record.id;
    /* What is given up leaves nothing behind. */
    if (random_next(&trial->random) % 8 == 0) {
        save_abandon(&save);
        trial->count--;
    } else {
        assert_int_equal(save_commit(&save, NULL), STATUS_OK);
    }
    record_release(&record);
}

static void change_random(struct trial *trial) {
    struct fields values = FIELDS_INIT;
    char state[24];
    int64_t id = trial->ids[random_next(&trial->random) % trial->count];
    snprintf(state, sizeof state, "%s",
             random_next(&trial->random) % 6 == 0 ? "void" : "registered");
    fill_random(trial, &values, false);
    struct visible all = visible_to_rules();
    struct record record = {0};
    struct save save;
    assert_int_equal(save_begin(&trial->f->office, &save, NULL), STATUS_OK);
    assert_int_equal(store_read(trial->f->office.store, &all, id, &record, NULL), STATUS_OK);
    assert_int_equal(save_change(&save, &record, &values, state, "edit", "", NULL), STATUS_OK);
    if (random_next(&trial->random) % 8 == 0)
        save_abandon(&save);
    else
        assert_int_equal(save_commit(&save, NULL), STATUS_OK);
    record_release(&record);
    fields_release(&values);
}

/* What a scan of the records says. */
static bool naive(struct trial *trial, int64_t id, const char *word) {
    static const char *const names[] = {"title", "number", "body", "reporter", "contact", "reply"};
    bool is_there = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct buffer plain = BUFFER_INIT, wanted = BUFFER_INIT;
        const char *text = column(trial->f, id, names[i]);
        search_append_plain(&plain, text, strlen(text));
        fold_append(&wanted, word, strlen(word));
        is_there = is_there || strstr(buffer_text(&plain), buffer_text(&wanted)) != NULL;
        buffer_release(&plain);
        buffer_release(&wanted);
    }
    return is_there && strcmp(column(trial->f, id, "sealed"), "1") != 0;
}

/* The index itself, of pairs of hanzi, each one token: neither more nor less than the records have. */
static void compare_index(struct trial *trial) {
    static const char *const pairs[] = {"宅基", "地路", "灯行", "长䶮", "䶮𠮷",
                                        "单宅", "宅宅", "零宅", "行行", "é①"};
    for (size_t n = 0; n < sizeof pairs / sizeof *pairs; n++) {
        char expression[40];
        int64_t ids[RECORDS + 20];
        size_t count = 0, expected = 0;
        snprintf(expression, sizeof expression, "\"%s\"", pairs[n]);
        assert_int_equal(store_search_ids(trial->f->office.store, expression, 0, INT64_MAX,
                                          RECORDS + 20, ids, &count, NULL),
                         STATUS_OK);
        for (size_t i = 0; i < trial->count; i++)
            expected += naive(trial, trial->ids[i], pairs[n]) ? 1 : 0;
        if (count != expected)
            fail_msg("%s: %zu in the index, %zu records", pairs[n], count, expected);
    }
}

static void compare(struct trial *trial) {
    compare_index(trial);
    for (int n = 0; n < 40; n++) {
        char word[400];
        random_text(&trial->random, 5, word);
        bool has_letter =
            strpbrk(word, "aB") != NULL || strstr(word, "ｃ") != NULL; /* may be pinyin too */
        if (word[0] == '\0' || strpbrk(word, " \n") != NULL || strstr(word, "　") != NULL)
            continue;
        struct search *search = begun(trial->f, word, SEARCH_OFFICE, (enum search_order)(n % 3));
        run_all(search);
        for (size_t i = 0; i < trial->count; i++) {
            size_t hits = 0;
            for (size_t hit = 0; hit < search_count(search); hit++)
                hits += search_hit(search, hit)->id == trial->ids[i] ? 1 : 0;
            bool is_there = naive(trial, trial->ids[i], word);
            if (hits > 1 || (is_there && hits == 0) || (!is_there && !has_letter && hits > 0))
                fail_msg("%s in %s: %zu", word, column(trial->f, trial->ids[i], "number"), hits);
        }
        search_free(search);
    }
}

/* Edits, voids, what was abandoned, what became sealed: the index and a naive scan agree, as do the index kept and the
 * index made anew. */
static void the_index_follows_the_records(void **state) {
    struct trial trial = {.f = *state, .random = 20261123};
    for (int round = 0; round < ROUNDS; round++) {
        while (trial.count < (size_t)(round + 1) * RECORDS / ROUNDS)
            add_random(&trial);
        for (int n = 0; n < 30; n++)
            change_random(&trial);
        compare(&trial);
        if (round == ROUNDS / 2) {
            forget_index(trial.f);
            change_random(&trial); /* while there is none */
            make_index(trial.f);
            compare(&trial);
        }
    }
}

static void an_earlier_version_is_found_again(void **state) {
    struct fixture *f = *state;
    int64_t id = slip(f, "旧题目", "旧内容", "");
    must_do(f, "edit", id, "title", "新题目");
    must_find(f, "新题", id);
    must_not_find(f, "旧题", id);
    must_do(f, "restore_version", id, "version", "1");
    must_find(f, "旧题", id);
    must_not_find(f, "新题", id);
    must_do(f, "void", id, "reason", "重复登记");
    must_find(f, "旧题", id);
    must_find(f, "重复登记", id);
}

/* A half-made index is not asked; records saved meanwhile are neither missed nor there twice. */
static void the_index_is_made_in_steps(void **state) {
    struct fixture *f = *state;
    struct search_index index = {0};
    int64_t ids[200];
    for (size_t i = 0; i < 200; i++)
        ids[i] = slip(f, "水库放水", "下游", "");
    forget_index(f);
    assert_int_equal(search_index_state(&f->office, &index, NULL), STATUS_OK);
    assert_false(index.is_complete);
    assert_int_equal(search_index_step(&f->office, 0, &index, NULL), STATUS_OK); /* begins anew */
    assert_int_equal(search_index_step(&f->office, 0, &index, NULL), STATUS_OK);
    assert_true(index.done > 0 && index.done < index.total);
    must_do(f, "edit", ids[0], "title", "水库泄洪");   /* behind where it is */
    must_do(f, "edit", ids[199], "title", "水库泄洪"); /* before */
    int64_t added = slip(f, "水库泄洪", "下游", "");
    assert_int_equal(count_in(f, "泄洪", SEARCH_OFFICE), 3);
    make_index(f);
    assert_int_equal(count_in(f, "泄洪", SEARCH_OFFICE), 3);
    must_find(f, "泄洪", added);
    must_not_find(f, "放水", ids[0]);
    must_not_find(f, "放水", ids[199]);
    assert_int_equal(count_in(f, "放水", SEARCH_OFFICE), 198);
    assert_int_equal(search_index_step(&f->office, 0, &index, NULL), STATUS_OK);
    assert_true(index.is_complete);
}

static bool stop(void *context) {
    return *(bool *)context;
}

/* A key stops it; what was found stays, and it goes on after. */
static void a_key_stops_it(void **state) {
    struct fixture *f = *state;
    bool is_stopped = true;
    for (int i = 0; i < 300; i++)
        slip(f, "水库放水", "下游", "");
    forget_index(f);
    struct search *search = begun(f, "䶮", SEARCH_OFFICE, SEARCH_NEWEST);
    store_set_interrupt(f->office.store, stop, &is_stopped);
    enum status status = search_step(search, 0, NULL);
    int64_t looked = search_looked_at(search);
    is_stopped = false;
    assert_int_equal(search_run(search, NULL), STATUS_OK);
    store_set_interrupt(f->office.store, NULL, NULL);
    assert_true(search_is_done(search));
    assert_true(search_looked_at(search) >= 300 && looked < 300);
    assert_true(status == STATUS_BUSY || looked <= SEARCH_ROWS_MOST);
    search_free(search);
}

/* The index breaks while it is asked, or before: all is found once and only once by looking at every record, in any order. */
static void a_broken_index_is_walked_round(void **state) {
    struct fixture *f = *state;
    enum { SLIPS = 90 };
    char title[64];
    for (int i = 0; i < SLIPS; i++) {
        snprintf(title, sizeof title, "䶮塘村第%d盏路灯不亮", i);
        slip(f, title, "", "");
    }
    const enum search_order orders[] = {SEARCH_NEWEST, SEARCH_NUMBER, SEARCH_DUE};
    for (size_t o = 0; o < sizeof orders / sizeof *orders; o++) {
        for (int late = 0; late < 2; late++) {
            make_index(f);
            struct search *search = begun(f, "路灯", SEARCH_OFFICE, orders[o]);
            if (late)
                assert_int_equal(search_step(search, 0, NULL), STATUS_OK);
            spoil_index(f);
            run_all(search);
            assert_int_equal(search_count(search), SLIPS);
            for (size_t i = 1; i < SLIPS; i++)
                for (size_t j = 0; j < i; j++)
                    assert_true(search_hit(search, i)->id != search_hit(search, j)->id);
            search_free(search);
            assert_false(store_is_damaged(f->office.store));
            store_search_renew(f->office.store);
        }
    }
    make_index(f);
    assert_false(store_search_is_broken(f->office.store));
    assert_int_equal(count_in(f, "路灯", SEARCH_OFFICE), SLIPS);
}

/* ---- imports ---------------------------------------------------------------------------------------- */

static int64_t import_one(struct import *import, const char *title, bool then_assign) {
    struct fields values = FIELDS_INIT;
    struct problems problems = {0};
    int64_t id = 0;
    fields_set(&values, "kind", "投诉");
    fields_set(&values, "received_on", "2026-11-19");
    fields_set(&values, "title", title);
    if (then_assign)
        fields_set(&values, "unit", "东门村");
    assert_int_equal(import_row(import, &values, then_assign, &id, &problems), STATUS_OK);
    fields_release(&values);
    return id;
}

/* In the index itself, whatever the records say. */
static int64_t count_indexed(struct fixture *f, const char *token) {
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_prepare_v2(f->office.store->db,
                                        "SELECT count(*) FROM search WHERE search MATCH ?", -1,
                                        &statement, NULL),
                     SQLITE_OK);
    sqlite3_bind_text(statement, 1, token, -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t count = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return count;
}

/* It is written to the index as a whole, at the end. */
static void an_import_is_found(void **state) {
    struct fixture *f = *state;
    struct import *import = NULL;
    make_index(f);
    assert_int_equal(import_begin(&f->office, "feedback", &import, NULL), STATUS_OK);
    import_one(import, "荷花池没有水", false);
    import_abandon(import);
    assert_int_equal(import_begin(&f->office, "feedback", &import, NULL), STATUS_OK);
    int64_t plain = import_one(import, "𠮷庆桥的栏杆断了", false);
    int64_t assigned = import_one(import, "䶮家巷的井盖松动", true);
    assert_int_equal(import_commit(import, NULL), STATUS_OK);
    int64_t later = slip(f, "荷叶塘的栏杆断了", "", "");
    must_find(f, "𠮷庆桥", plain);
    must_find(f, "qingqiao", plain);
    must_find(f, "䶮家巷", assigned);
    must_find(f, "栏杆", later);
    assert_int_equal(count_in(f, "栏杆", SEARCH_OFFICE), 2);
    assert_int_equal(count_indexed(f, "花池"), 0);
    assert_int_equal(count_indexed(f, "栏杆"), 2);
    must_do(f, "edit", assigned, "title", "䶮家巷的护栏松动", NULL);
    must_find(f, "护栏", assigned);
    must_not_find(f, "井盖", assigned);
    assert_false(store_search_is_broken(f->office.store));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(any_run_is_found),
        with_office(pinyin_is_found),
        with_office(a_snippet_shows_the_place),
        with_office(what_names_a_person_is_masked),
        with_office(orders_and_pages),
        with_office(what_cannot_be_looked_for),
        with_office(hostile_words_are_words),
        with_office(sealed_is_never_found),
        with_office(the_hall_finds_what_is_public),
        with_office(the_index_follows_the_records),
        with_office(an_earlier_version_is_found_again),
        with_office(the_index_is_made_in_steps),
        with_office(a_key_stops_it),
        with_office(a_broken_index_is_walked_round),
        with_office(an_import_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
