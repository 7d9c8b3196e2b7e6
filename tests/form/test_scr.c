/* Screen files: what a good one gives, and each kind of mistake with its file and line. */
#include "form/scr_memory.h"

#define RECORD                                                                                     \
    "# the fields\n"                                                                               \
    "[record]\n"                                                                                   \
    "label = 反馈件\n"                                                                          \
    "prefix = FK\n"                                                                                \
    "\n"                                                                                           \
    "[field title]\n"                                                                              \
    "label = 标题\n"                                                                             \
    "type = text\n"                                                                                \
    "width = *\n"                                                                                  \
    "max = 100\n"                                                                                  \
    "required = yes\n"                                                                             \
    "hint = 一句话写明\n"                                                                     \
    "  反映的事；写 A4\n"                                                                    \
    "  纸\n"                                                                                      \
    "  B5\n"                                                                                       \
    "[field kind]\n"                                                                               \
    "label = 类别\n"                                                                             \
    "type = choice\n"                                                                              \
    "choices = feedback_kind\n"                                                                    \
    "sticky = yes\n"                                                                               \
    "[field received_on]\n"                                                                        \
    "label = 收到日期\n"                                                                       \
    "type = date\n"                                                                                \
    "[field due_on]\n"                                                                             \
    "label = 期限\n"                                                                             \
    "type = date\n"                                                                                \
    "entry = computed\n"                                                                           \
    "not_before = received_on\n"                                                                   \
    "[field slips]\n"                                                                              \
    "label = 张数\n"                                                                             \
    "type = integer\n"                                                                             \
    "range = -1 999\n"                                                                             \
    "[field person]\n"                                                                             \
    "label = 经办\n"                                                                             \
    "type = lookup\n"                                                                              \
    "lookup = person\n"                                                                            \
    "differ = title\n"                                                                             \
    "[field body]\n"                                                                               \
    "label = 内容\n"                                                                             \
    "type = memo\n"                                                                                \
    "rows = 5\n"

#define SCREEN                                                                                     \
    "\xEF\xBB\xBF# the screen\r\n"                                                                 \
    "[screen]\r\n"                                                                                 \
    "code   = 34\r\n"                                                                              \
    "title  = 待办反馈  \r\n"                                                                  \
    "record = feedback\r\n"                                                                        \
    "queue\t= yes\r\n"                                                                             \
    "roles  = clerk supervisor\r\n"                                                                \
    "options = edit:2 versions:3\r\n"                                                              \
    "  close:9\r\n"                                                                                \
    "more   = announce pause\r\n"                                                                  \
    "\r\n"                                                                                         \
    "[list]\r\n"                                                                                   \
    "view    = feedback_open\r\n"                                                                  \
    "columns = number:13 due_on:5\r\n"                                                             \
    "# a remark between is allowed\r\n"                                                            \
    "          title:*\r\n"                                                                        \
    "orders  = due_on, received_on,number\r\n"                                                     \
    "[layout]\r\n"                                                                                 \
    "row = received_on kind\r\n"                                                                   \
    "row =\r\n"                                                                                    \
    "row = title\r\n"                                                                              \
    "page =\r\n"                                                                                   \
    "row = body\r\n"                                                                               \
    "[field kind]\r\n"                                                                             \
    "lock = yes\r\n"                                                                               \
    "[field body]\r\n"                                                                             \
    "required = yes\r\n"                                                                           \
    "[field person]\r\n"                                                                           \
    "hide = yes"

static void test_a_record_file(void **state) {
    struct memory_files files = {.screen = NULL, .record = RECORD};
    struct scr_source source = {&files, memory_read};
    struct scr_record *record = NULL;
    struct problem problem;
    assert_int_equal(scr_record_load(&source, "feedback", &record, &problem), STATUS_OK);
    assert_string_equal(record->kind, "feedback");
    assert_string_equal(record->label, "反馈件");
    assert_string_equal(record->prefix, "FK");
    assert_int_equal(record->field_count, 7);
    const struct scr_field *title = scr_record_field(record, "title");
    assert_string_equal(title->label, "标题");
    assert_int_equal(title->type, FIELD_TEXT);
    assert_int_equal(title->kind, FIELD_EDITABLE);
    assert_int_equal(title->width, 0);
    assert_int_equal(title->rows, 1);
    assert_int_equal(title->max, 100);
    assert_true(title->is_required);
    assert_int_equal(title->line, 6);
    /* Chinese goes on without a blank, beside ASCII with one. */
    assert_string_equal(title->hint, "一句话写明反映的事；写 A4 纸 B5");
    const struct scr_field *kind = scr_record_field(record, "kind");
    assert_string_equal(kind->choices, "feedback_kind");
    assert_true(kind->is_sticky);
    assert_false(kind->is_required);
    assert_string_equal(kind->hint, "");
    const struct scr_field *due_on = scr_record_field(record, "due_on");
    assert_int_equal(due_on->kind, FIELD_COMPUTED);
    assert_int_equal(due_on->width, 10);
    assert_string_equal(due_on->not_before, "received_on");
    const struct scr_field *slips = scr_record_field(record, "slips");
    assert_true(slips->has_range);
    assert_int_equal(slips->range_low, -1);
    assert_int_equal(slips->range_high, 999);
    assert_string_equal(scr_record_field(record, "person")->lookup, "person");
    assert_string_equal(scr_record_field(record, "person")->differ, "title");
    assert_int_equal(scr_record_field(record, "body")->rows, 5);
    assert_null(scr_record_field(record, "nothing"));
    scr_record_free(record);
}

static void test_a_screen(void **state) {
    struct scr *scr = NULL;
    struct problem problem;
    struct memory_files files = {.screen = SCREEN, .record = RECORD};
    assert_int_equal(memory_load(&files, &scr, &problem), STATUS_OK);
    assert_string_equal(scr->name, "s");
    assert_string_equal(scr->code, "34");
    assert_string_equal(scr->title, "待办反馈");
    assert_string_equal(scr->record, "feedback");
    assert_true(scr->is_queue);
    assert_int_equal(scr->role_count, 2);
    assert_string_equal(scr->roles[1], "supervisor");
    assert_int_equal(scr->option_count, 5);
    assert_string_equal(scr->options[2].command, "close");
    assert_int_equal(scr->options[2].digit, 9);
    assert_int_equal(scr->options[2].line, 8);
    assert_string_equal(scr->options[4].command, "pause");
    assert_int_equal(scr->options[4].digit, 0);
    assert_string_equal(scr->view, "feedback_open");
    assert_int_equal(scr->column_count, 3);
    assert_string_equal(scr->columns[0].name, "number");
    assert_int_equal(scr->columns[0].width, 13);
    assert_string_equal(scr->columns[2].name, "title");
    assert_int_equal(scr->columns[2].width, 0);
    assert_int_equal(scr->order_count, 3);
    assert_string_equal(scr->orders[1], "received_on");
    assert_string_equal(scr->orders[2], "number");
    assert_int_equal(scr->row_count, 4);
    assert_int_equal(scr->rows[0].count, 2);
    assert_string_equal(scr->rows[0].names[1], "kind");
    assert_int_equal(scr->rows[0].line, 19);
    assert_int_equal(scr->rows[1].count, 0);
    assert_false(scr->rows[2].starts_page);
    assert_true(scr->rows[3].starts_page);
    assert_int_equal(scr_field_find(scr, "kind")->kind, FIELD_READONLY);
    assert_true(scr_field_find(scr, "body")->is_required);
    assert_true(scr_field_find(scr, "title")->is_required);
    assert_null(scr_field_find(scr, "person"));
    assert_int_equal(scr->field_count, 6);
    scr_free(scr);
}

static void test_a_screen_without_a_record(void **state) {
    struct scr *scr = NULL;
    struct problem problem;
    struct memory_files files = {.screen = "[screen]\ntitle = 工作台\n"};
    assert_int_equal(memory_load(&files, &scr, &problem), STATUS_OK);
    assert_string_equal(scr->record, "");
    assert_string_equal(scr->code, "");
    assert_string_equal(scr->view, "");
    scr_free(scr);
}

static void test_missing_files(void **state) {
    struct scr *scr = NULL;
    struct problem problem;
    struct memory_files files = {.screen = NULL};
    assert_int_equal(memory_load(&files, &scr, &problem), STATUS_NOT_FOUND);
    char *sentence = sentence_of(&problem);
    assert_string_equal(sentence, "找不到界面文件 screens/s.scr");
    free(sentence);
    files.screen = "[screen]\ntitle = 甲\nrecord = feedback\n";
    assert_int_equal(memory_load(&files, &scr, &problem), STATUS_INVALID);
    assert_int_equal(problem.line, 3);
    sentence = sentence_of(&problem);
    assert_string_equal(sentence, "screens/s.scr 第 3 行：没有记录“feedback”的字段文件 "
                                  "screens/record/feedback.scr");
    free(sentence);
}

/* ---- mistakes ------------------------------------------------------------------------------------- */

struct mistake {
    const char *text;
    int line;
    const char *said; /* part of the sentence */
};

static void assert_refused(const struct memory_files *files, const char *file,
                           const struct mistake *mistake) {
    struct scr *scr = NULL;
    struct problem problem;
    enum status status = memory_load(files, &scr, &problem);
    if (status != STATUS_INVALID) {
        fail_msg("not refused: %s", mistake->text);
    }
    char *sentence = sentence_of(&problem);
    if (problem.line != mistake->line || strstr(sentence, mistake->said) == NULL ||
        strstr(sentence, file) == NULL || strchr(sentence, '{') != NULL) {
        fail_msg("line %d, expected %d: %s", problem.line, mistake->line, sentence);
    }
    free(sentence);
    assert_null(scr);
}

static void assert_screens_refused(const struct mistake *mistakes, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct memory_files files = {.screen = mistakes[i].text, .record = RECORD};
        assert_refused(&files, "screens/s.scr", &mistakes[i]);
    }
}

static void assert_records_refused(const struct mistake *mistakes, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct memory_files files = {.screen = "[screen]\ntitle = 甲\nrecord = feedback\n",
                                     .record = mistakes[i].text};
        assert_refused(&files, "screens/record/feedback.scr", &mistakes[i]);
    }
}

#define TEN "一二三四五六七八九十"
#define S "[screen]\ntitle = 甲\n"
#define F S "record = feedback\n"
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void test_mistakes_of_lines(void **state) {
    static const struct mistake mistakes[] = {
        /* inih would cut the end without a word. */
        {"[screen]\n# ok\ntitle = " TEN TEN TEN TEN TEN TEN "一二三四五\n", 3, "太长"},
        {"# " TEN TEN TEN TEN TEN TEN "一二三四五x\n", 1, "太长"}, /* 198 bytes */
        {S "roles = clerk ; old\n", 3, "；"},
        {S "roles = clerk\t;old\n", 3, "；"},
        {S "roles = ;\n", 3, "；"},
        {S "[field aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee]\n", 3, "太长"},
        {S "[list\n", 3, "]"},
        {S "[list] view = x\n", 3, "]"},
        {S "[list]]\n", 3, "]"},
        {S "  [list]\n", 3, "缩进"},
        {S "  code = 34\n", 3, "缩进"},
        {S "\tcode=34\n", 3, "缩进"},
        {"[screen]\n  title = 甲\n", 2, "缩进"},
        {"[screen]\n  续写\n", 2, "没有可以接续"},
        {S "\n  续写\n", 4, "没有可以接续"},
        {S "code\n", 3, "="},
        {S "code 34\n", 3, "="},
        {S "code: 34\n", 3, "="},
        {S "code: = 34\n", 3, "项名"},
        {S "code ＝ 34\n", 3, "="},
        {S "= 34\n", 3, "项名"},
        {S "\xE3\x80\x80"
           "code = 34\n",
         3, "项名"},
        {S "编号 = 34\n", 3, "项名"},
        {S "code =\n", 3, "没有内容"},
        {S "code = 34\ncode = 35\n", 4, "两次"},
        {S "colour = red\n", 3, "colour"},
        {"code = 34\n", 1, "节名"},
        {S "code = \xB4\xFD\n", 3, "UTF-8"},
        {S "code = \x1b[2J\n", 3, "控制字符"},
        {S "code = 3\xE2\x80\x8B"
           "4\n",
         3, "控制字符"},
    };
    assert_screens_refused(mistakes, COUNT(mistakes));
    static const char with_nul[] = S "code = 3\0"
                                     "4\n";
    struct memory_files files = {.screen = with_nul, .screen_bytes = sizeof with_nul - 1};
    struct mistake nul = {"NUL", 3, "控制字符"};
    assert_refused(&files, "screens/s.scr", &nul);
}

static void test_longest_line_is_read_whole(void **state) {
    struct scr *scr = NULL;
    struct problem problem;
    /* 8 + 63 × 3 = 197 bytes. */
    struct memory_files files = {.screen = "[screen]\ntitle = " TEN TEN TEN TEN TEN TEN "一二三"};
    assert_int_equal(memory_load(&files, &scr, &problem), STATUS_OK);
    assert_int_equal(text_length(scr->title), 63);
    scr_free(scr);
}

static void test_mistakes_of_screens(void **state) {
    static const struct mistake mistakes[] = {
        {"[screen]\ncode = 34\n", 1, "title"},
        {"[scren]\n", 1, "scren"},
        {"[record]\nlabel = 甲\n", 1, "record"},
        {S "[list]\n[screen]\n", 4, "screen"},
        {S "code = 4\n", 3, "两位"},
        {S "code = 3a\n", 3, "两位"},
        {S "queue = 是\n", 3, "yes"},
        {S "record = ../feedback\n", 3, "../feedback"},
        {S "roles = clerk，supervisor\n", 3, "clerk，supervisor"},
        {S "options = edit\n", 3, "edit"},
        {S "options = edit:0\n", 3, "edit:0"},
        {S "options = edit:10\n", 3, "edit:10"},
        {S "options = edit:2 改:3\n", 3, "改"},
        {S "more = edit:2\n", 3, "edit:2"},
        {S "[list]\nview = a b\n", 4, "a b"},
        {S "view = a\n[list]\nview = b\n", 5, "两次"},
        {S "[list]\ncolumns = number\n", 4, "number"},
        {S "[list]\ncolumns = number:wide\n", 4, "number:wide"},
        {S "[list]\ncolumns = number:0\n", 4, "number:0"},
        {S "[list]\ncolumns = a:3\n  编号:9\n", 4, "编号"},
        {S "[list]\norders = due_on，number\n", 4, "due_on，number"},
        {F "[layout]\nrow = titel\n", 5, "titel"},
        {F "[layout]\nrow = title\nrow = kind title\n", 6, "两次"},
        {F "[layout]\nrow = kind kind\n", 5, "两次"},
        {F "[layout]\nrow = kind title slips due_on person\n", 5, "person"},
        {F "[layout]\npage = 2\n", 5, "2"},
        {F "[layout]\ncolumn = title\n", 5, "column"},
        {S "[layout]\nrow = title\n", 4, "title"},
        {F "[field kind]\nlabel = 类型\n", 5, "label"},
        {F "[field kind]\nlock = no\n", 5, "yes"},
        {F "[field kind]\nrequired = no\n", 5, "yes"},
        {F "[field kind]\nlock = yes\n[field kind]\n", 6, "两次"},
        {F "[field nothing]\nhide = yes\n", 4, "nothing"},
        {F "[field 类别]\nhide = yes\n", 4, "类别"},
        {F "[field ]\nhide = yes\n", 4, "名称"},
        {F "[layout]\nrow = kind\n[field kind]\nhide = yes\n", 5, "隐藏"},
    };
    assert_screens_refused(mistakes, COUNT(mistakes));
}

#define R "[record]\nlabel = 反馈件\nprefix = FK\n"
#define T R "[field a]\nlabel = 甲\n"

static void test_mistakes_of_records(void **state) {
    static const struct mistake mistakes[] = {
        {"[field a]\nlabel = 甲\ntype = text\n", 1, "prefix"},
        {"[record]\nlabel = 甲\n", 1, "prefix"},
        {"[record]\nlabel = 甲\nprefix = fk\n", 3, "fk"},
        {"[record]\nlabel = 甲\nprefix = ABCDE\n", 3, "ABCDE"},
        {R "[record]\n", 4, "record"},
        {R "[screen]\n", 4, "screen"},
        {R "[Field a]\n", 4, "Field a"},
        {T, 4, "type"},
        {R "[field a]\ntype = text\n[field b]\n", 4, "label"},
        {T "type = varchar\n", 6, "varchar"},
        {T "type = text\nentry = locked\n", 7, "locked"},
        {T "type = text\nwidth = 0\n", 7, "0"},
        {T "type = text\nwidth = 10 列\n", 7, "10 列"},
        {T "type = text\nwidth = 999\n", 7, "999"},
        {T "type = text\nmax = many\n", 7, "many"},
        {T "type = text\nmax = 99999999999999999999\n", 7, "99999999999999999999"},
        {T "type = text\nrequired = maybe\n", 7, "maybe"},
        {T "type = text\nrows = 3\n", 4, "rows"},
        {T "type = memo\nrows = 99\n", 7, "99"},
        {T "type = choice\n", 4, "choices"},
        {T "type = text\nchoices = kind\n", 4, "choices"},
        {T "type = codes\n", 4, "choices"},
        {T "type = lines\nchoices = kind\n", 4, "choices"},
        {T "type = lines\nrows = 3\n", 4, "rows"},
        {T "type = lookup\n", 4, "lookup"},
        {T "type = text\nlookup = unit\n", 4, "lookup"},
        {T "type = text\nrange = 1 9\n", 4, "range"},
        {T "type = integer\nrange = 9 1\n", 7, "9 1"},
        {T "type = integer\nrange = 9\n", 7, "9"},
        {T "type = integer\nrange = 1 2 3\n", 7, "1 2 3"},
        {T "type = integer\nrange = 1-9\n", 7, "1-9"},
        {T "type = text\nnot_before = a\n", 4, "not_before"},
        {T "type = date\nnot_before = b\n", 4, "not_before"},
        {T "type = text\ndiffer = b\n", 4, "differ"},
        {T "type = text\n[field a]\n", 7, "两次"},
        {T "type = text\nlabel = 乙\n", 7, "两次"},
        {T "type = text\ntype = memo\n", 7, "两次"},
        {T "type = text\n[field Title]\n", 7, "Title"},
        {T "type = text\n[field a_name_that_is_far_too_long_for_it]\n", 7, "a_name"},
        {T "type = text\nhide = yes\n", 7, "hide"},
    };
    assert_records_refused(mistakes, COUNT(mistakes));
}

/* Bytes from anywhere are read or refused, never believed: cut and bent files, always with a line. */
static void test_bent_files(void **state) {
    static char bent[sizeof SCREEN + 8];
    uint64_t random = 20261122;
    for (int i = 0; i < 4000; i++) {
        memcpy(bent, SCREEN, sizeof SCREEN);
        size_t length = sizeof SCREEN - 1;
        for (int changes = 1 + i % 3; changes > 0; changes--) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            static const char letters[] = "\n =:[];#\xE4\x00 ay*9";
            bent[(random >> 40) % length] = letters[(random >> 33) % (sizeof letters - 1)];
        }
        struct memory_files files = {.screen = bent, .record = RECORD};
        files.screen_bytes = i % 2 == 0 ? length : 1 + (size_t)(random >> 20) % length;
        struct scr *scr = NULL;
        struct problem problem;
        enum status status = memory_load(&files, &scr, &problem);
        if (status == STATUS_OK) {
            assert_non_null(scr->title);
        } else {
            assert_int_equal(status, STATUS_INVALID);
            assert_in_range(problem.line, 1, 40);
        }
        scr_free(scr);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_record_file),
        cmocka_unit_test(test_a_screen),
        cmocka_unit_test(test_a_screen_without_a_record),
        cmocka_unit_test(test_missing_files),
        cmocka_unit_test(test_mistakes_of_lines),
        cmocka_unit_test(test_longest_line_is_read_whole),
        cmocka_unit_test(test_mistakes_of_screens),
        cmocka_unit_test(test_mistakes_of_records),
        cmocka_unit_test(test_bent_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
