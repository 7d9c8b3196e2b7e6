/* What scr_check finds in screens that were read without complaint. */
#include "form/scr_memory.h"

#include "form/scr_check.h"

#define TEN "一二三四五六七八九十"
#define RECORD_BEGINNING                                                                           \
    "[record]\nlabel = 反馈件\nprefix = FK\n"                                                   \
    "[field title]\nlabel = 标题\ntype = text\nwidth = *\nhint = 一句话写明反映的事\n"
#define RECORD                                                                                     \
    RECORD_BEGINNING "[field kind]\nlabel = 类别\ntype = choice\nchoices = feedback_kind\n"      \
                     "[field due]\nlabel = 期限\ntype = date\nentry = computed\n"                \
                     "[field keeper]\nlabel = 掌钥匙人\ntype = lookup\nlookup = person\n"
#define BEGINNING "[screen]\ntitle = 反馈\nrecord = feedback\n"
#define LIST "[list]\nview = feedback_open\n"

static const char *plain(const char *context, const char *text) {
    return text;
}

static const char *long_winded(const char *context, const char *text) {
    static char longer[200];
    size_t length = strlen(text) * 2 < sizeof longer ? strlen(text) * 2 : sizeof longer - 1;
    memset(longer, 'x', length);
    longer[length] = '\0';
    return longer;
}

static bool is_one_of(const char *const *names, const char *name) {
    for (; *names != NULL; names++) {
        if (strcmp(*names, name) == 0) {
            return true;
        }
    }
    return false;
}

static bool has_column(void *context, const char *kind, const char *name) {
    static const char *const names[] = {"title", "kind", "keeper", "due_sort", "number", NULL};
    assert_string_equal(kind, "feedback");
    return is_one_of(names, name);
}
static bool has_command(void *context, const char *kind, const char *command) {
    static const char *const names[] = {"edit",  "versions", "void",  "view",
                                        "print", "close",    "pause", NULL};
    assert_string_equal(kind, "feedback");
    return is_one_of(names, command);
}
static bool has_list(void *context, const char *list) {
    return strcmp(list, "feedback_kind") == 0;
}
static bool has_kind(void *context, const char *kind) {
    return strcmp(kind, "person") == 0;
}
static bool has_role(void *context, const char *role) {
    return strcmp(role, "clerk") == 0;
}
static int heading_cols(void *context, const struct scr *scr, const char *column) {
    const struct scr_field *field = scr_field_find(scr, column);
    return field == NULL ? 4 : text_width(field->label);
}

static const struct scr_world whole_world = {.translate = plain,
                                             .has_column = has_column,
                                             .has_command = has_command,
                                             .has_list = has_list,
                                             .has_kind = has_kind,
                                             .has_role = has_role,
                                             .heading_cols = heading_cols};

static enum status check(const char *screen, const char *record, const struct scr_world *world,
                         struct problem *problem) {
    struct memory_files files = {.screen = screen, .record = record};
    struct scr *scr = NULL;
    enum status status = memory_load(&files, &scr, problem);
    assert_int_equal(status, STATUS_OK);
    status = scr_check(scr, world, problem);
    scr_free(scr);
    return status;
}

static void assert_refused(const char *screen, const char *record, const struct scr_world *world,
                           const char *expected) {
    struct problem problem;
    if (check(screen, record, world, &problem) != STATUS_INVALID) {
        fail_msg("not refused: %s", expected);
    }
    char *sentence = sentence_of(&problem);
    assert_string_equal(sentence, expected);
    assert_true(problem.line > 0);
    free(sentence);
}

static const char good[] =
    BEGINNING "roles = clerk\noptions = edit:2 versions:3 void:4 view:5 print:6 close:9\n"
              "more = pause\n" LIST "columns = number:13 days_left:6 light:6 kind:8 title:*\n"
              "orders = due_sort, number\n[layout]\nrow = title\nrow = kind due\nrow = keeper\n";

static void test_a_good_screen(void **state) {
    struct problem problem;
    struct scr_world small_world = {.translate = plain};
    assert_int_equal(check(good, RECORD, &whole_world, &problem), STATUS_OK);
    assert_int_equal(check(good, RECORD, &small_world, &problem), STATUS_OK);
}

static void test_options(void **state) {
    static const struct {
        const char *line, *said;
    } cases[] = {
        {"options = close:9 close:8", "screens/s.scr 第 4 行：命令“close”写了两次"},
        {"options = close:9\nmore = close", "screens/s.scr 第 5 行：命令“close”写了两次"},
        {"options = close:9 pause:9", "screens/s.scr 第 4 行：“pause”的数字已用于另一个命令"},
        {"options = open:9", "screens/s.scr 第 4 行：没有命令“open”"},
        {"more = open", "screens/s.scr 第 4 行：没有命令“open”"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buffer screen = BUFFER_INIT;
        buffer_append_format(&screen, BEGINNING "%s\n", cases[i].line);
        assert_refused(buffer_text(&screen), RECORD, &whole_world, cases[i].said);
        buffer_release(&screen);
    }
}

static void test_digits_of_the_house(void **state) {
    static const char *const options[][2] = {
        {"edit:3", "edit"},   {"close:2", "close"}, {"close:4", "close"}, {"view:4", "view"},
        {"close:5", "close"}, {"close:6", "close"}, {"print:1", "print"}, {"void:9", "void"}};
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        struct buffer screen = BUFFER_INIT;
        struct buffer said = BUFFER_INIT;
        buffer_append_format(&screen, BEGINNING "options = %s\n", options[i][0]);
        buffer_append_format(
            &said, "screens/s.scr 第 4 行：“%s”：2 只能是 edit，4 是 void，5 是 view，6 是 print",
            options[i][1]);
        assert_refused(buffer_text(&screen), RECORD, &whole_world, buffer_text(&said));
        buffer_release(&screen);
        buffer_release(&said);
    }
    assert_refused(
        BEGINNING "more = print\n", RECORD, &whole_world,
        "screens/s.scr 第 4 行：“print”：2 只能是 edit，4 是 void，5 是 view，6 是 print");
}

static void test_lists(void **state) {
    assert_refused(BEGINNING LIST "columns = titel:*\norders = number\n", RECORD, &whole_world,
                   "screens/s.scr 第 6 行：没有栏目“titel”");
    assert_refused(BEGINNING LIST "columns = title:*\norders = number, colour\n", RECORD,
                   &whole_world, "screens/s.scr 第 7 行：不能按“colour”排序");
    assert_refused(BEGINNING LIST "columns = keeper:7 title:*\norders = number\n", RECORD,
                   &whole_world, "screens/s.scr 第 6 行：栏目“keeper”比它的标题窄");
    assert_refused(BEGINNING LIST "columns = title:*\n", RECORD, &whole_world,
                   "screens/s.scr 第 5 行：view、columns、orders 要同时写");
    assert_refused(BEGINNING "[list]\ncolumns = title:*\n", RECORD, &whole_world,
                   "screens/s.scr 第 1 行：view、columns、orders 要同时写");
    /* 4 + 32 + 1 + 32 + 1 + 10 = 80. */
    struct problem problem;
    assert_int_equal(check(BEGINNING LIST "columns = number:32 kind:32 title:*\norders = number\n",
                           RECORD, &whole_world, &problem),
                     STATUS_OK);
    assert_refused(BEGINNING LIST "columns = number:32 kind:33 title:*\norders = number\n", RECORD,
                   &whole_world,
                   "screens/s.scr 第 6 行：各栏宽度加起来超过 80 列（连左边 4 列和栏间空格）");
}

static void test_fields(void **state) {
    assert_refused(BEGINNING, RECORD_BEGINNING "[field colour]\nlabel = 颜色\ntype = text\n",
                   &whole_world, "screens/record/feedback.scr 第 9 行：数据库里没有“colour”这一列");
    assert_refused(BEGINNING,
                   RECORD_BEGINNING "[field kind]\nlabel = 类别\ntype = choice\nchoices = kinds\n",
                   &whole_world, "screens/record/feedback.scr 第 9 行：没有代码表“kinds”");
    assert_refused(BEGINNING,
                   RECORD_BEGINNING "[field kind]\nlabel = 类别\ntype = codes\nchoices = kinds\n",
                   &whole_world, "screens/record/feedback.scr 第 9 行：没有代码表“kinds”");
    assert_refused(BEGINNING, RECORD_BEGINNING "[field lines]\nlabel = 明细\ntype = lines\n",
                   &whole_world, "screens/record/feedback.scr 第 9 行：数据库里没有“lines”这一列");
    assert_refused(BEGINNING,
                   RECORD_BEGINNING "[field keeper]\nlabel = 保管\ntype = lookup\nlookup = key\n",
                   &whole_world, "screens/record/feedback.scr 第 9 行：没有“key”这种记录");
    assert_refused(BEGINNING "roles = clerk boss\n", RECORD, &whole_world,
                   "screens/s.scr：没有角色“boss”");
}

static void test_texts(void **state) {
    assert_refused("[screen]\ntitle = " TEN "一二三四五\n", RECORD, &whole_world,
                   "screens/s.scr：标题“" TEN "一二三四五”太长，最多 28 列");
    /* A text's hint stands beside the room left: 66 columns. */
    struct problem problem;
    assert_int_equal(check(BEGINNING,
                           "[record]\nlabel = 甲\nprefix = FK\n[field title]\nlabel = 乙\n"
                           "type = text\nhint = " TEN TEN TEN "一二三\n",
                           &whole_world, &problem),
                     STATUS_OK);
    assert_refused(BEGINNING,
                   "[record]\nlabel = 甲\nprefix = FK\n[field title]\nlabel = 乙\n"
                   "type = text\nhint = " TEN TEN TEN "一二三四\n",
                   &whole_world,
                   "screens/record/feedback.scr 第 4 行：“title”的提示太长，多了 2 列");
}

static void test_layout_in_another_language(void **state) {
    struct scr_world world = {.translate = long_winded};
    assert_refused(BEGINNING "[layout]\nrow = keeper kind due\n", RECORD, &world,
                   "screens/s.scr 第 5 行：“due”在一行里放不下，还差 25 列");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_good_screen),
        cmocka_unit_test(test_options),
        cmocka_unit_test(test_digits_of_the_house),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_fields),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_layout_in_another_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
