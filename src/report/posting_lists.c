/* Lists for walking the boards: what hangs, what comes down today and in the days off that begin tomorrow, and
 * each board with what is on it. Draws, and takes nothing down. */
#include "report/posting_prints.h"

#include "base/language.h"
#include "report/shown.h"
#include "work/coming_down.h"

#include <stdio.h>
#include <string.h>

/* clang-format off */
enum cell { BOARD, PLACE, TITLE, UP, DOWN_BY, PROOF, PERSON, CELLS };
/* clang-format on */
static const char *const cell_names[CELLS] = {"board_name", "place",    "title",      "received_on",
                                              "due_on",     "proof_no", "person_name"};

/* Calls `put` for every row of the view that fits, in its order. */
static enum status each_row(struct office *office, const struct page_request *request,
                            void (*put)(void *context, const struct page *page, size_t row),
                            void *context, struct problem *problem) {
    struct page page = {0};
    struct page_start start = {0};
    struct buffer key = BUFFER_INIT;
    enum status status = STATUS_OK;
    do {
        status = store_page(office->store, &office->visible, request, &start, PAGE_ROWS_MOST, &page,
                            problem);
        for (size_t i = 0; status == STATUS_OK && i < page.count; i++)
            put(context, &page, i);
        if (status != STATUS_OK || page.count == 0)
            break;
        buffer_clear(&key);
        buffer_append(&key, page_key(&page, page.count - 1));
        start = (struct page_start){.key = buffer_text(&key), .id = page.ids[page.count - 1]};
        if (key.failed)
            status = problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    } while (status == STATUS_OK && page.count == PAGE_ROWS_MOST);
    page_release(&page);
    buffer_release(&key);
    return status;
}

static struct page_request hanging_request(const struct condition *conditions, size_t count) {
    return (struct page_request){.view = "posting_up",
                                 .columns = cell_names,
                                 .column_count = CELLS,
                                 .order = "route_sort",
                                 .conditions = conditions,
                                 .condition_count = count};
}

struct walk {
    struct paper *paper;
    int64_t count;
};

static void append_place(const struct page *page, size_t row, struct buffer *out) {
    const char *place = page_cell(page, row, PLACE);
    buffer_append_format(out, "%s%s%s", page_cell(page, row, BOARD), place[0] ? " " : "", place);
}

/* ---- 张贴清单 ------------------------------------------------------------------------------------ */

static void put_walk_row(void *context, const struct page *page, size_t row) {
    struct walk *walk = context;
    struct buffer place = BUFFER_INIT;
    append_place(page, row, &place);
    const char *const cells[] = {buffer_text(&place), page_cell(page, row, TITLE),
                                 page_cell(page, row, UP), page_cell(page, row, DOWN_BY),
                                 page_cell(page, row, PROOF)};
    paper_row(walk->paper, cells);
    walk->paper->body.failed = walk->paper->body.failed || place.failed;
    buffer_release(&place);
    walk->count++;
}

static void put_total(struct paper *paper, int64_t count, const char *none) {
    struct buffer line = BUFFER_INIT;
    if (count == 0) {
        paper_text(paper, 0, none);
        return;
    }
    paper_gap(paper);
    buffer_append_format(&line, "%s %lld %s", _("共"), (long long)count, _("张"));
    paper_text(paper, 0, buffer_text(&line));
    paper->body.failed = paper->body.failed || line.failed;
    buffer_release(&line);
}

enum status walking_list_draw(struct office *office, const struct scr_source *files,
                              const struct print_request *request, struct paper *paper,
                              struct problem *problem) {
    const struct paper_column columns[] = {{_("张贴在"), 18},
                                           {_("标题"), 0},
                                           {_("张贴日期"), 10},
                                           {_("撤下期限"), 10},
                                           {_("留证编号"), 10}};
    const struct page_request all = hanging_request(NULL, 0);
    struct walk walk = {paper, 0};
    (void)files;
    (void)request;
    paper_title(paper, language_text("print", N_("张贴清单")));
    paper_gap(paper);
    paper_begin_table(paper, columns, sizeof columns / sizeof columns[0]);
    enum status status = each_row(office, &all, put_walk_row, &walk, problem);
    paper_end_table(paper);
    put_total(paper, walk.count, _("现在什么也没有张贴。"));
    return status;
}

/* ---- 下架清单 ------------------------------------------------------------------------------------ */

static void put_down_row(void *context, const struct page *page, size_t row) {
    struct walk *walk = context;
    struct buffer place = BUFFER_INIT;
    append_place(page, row, &place);
    const char *const cells[] = {"[ ]", buffer_text(&place), page_cell(page, row, TITLE),
                                 page_cell(page, row, DOWN_BY), page_cell(page, row, PERSON)};
    paper_row(walk->paper, cells);
    walk->paper->body.failed = walk->paper->body.failed || place.failed;
    buffer_release(&place);
    walk->count++;
}

enum status take_down_list_draw(struct office *office, const struct scr_source *files,
                                const struct print_request *request, struct paper *paper,
                                struct problem *problem) {
    const struct paper_column columns[] = {
        {_("已撤"), 5}, {_("张贴在"), 20}, {_("标题"), 0}, {_("撤下期限"), 10}, {_("保管人"), 8}};
    const char *const signatures[] = {_("撤下人"), _("日期")};
    struct coming_down down;
    char until[DATE_BYTES];
    struct walk walk = {paper, 0};
    struct buffer days = BUFFER_INIT;
    (void)files;
    (void)request;
    enum status status = coming_down_count(office, &down, problem);
    if (status != STATUS_OK)
        return status;
    date_to_iso(down.until, until);
    const struct condition condition = {"due_on", IS_AT_MOST, until};
    const struct page_request due = hanging_request(&condition, 1);
    paper_title(paper, language_text("print", N_("下架清单")));
    paper_gap(paper);
    buffer_append_format(&days, "%s%s", until,
                         down.holiday_days > 0 ? _("（连同明天起的放假）") : "");
    paper_pair(paper, _("撤下期限到"), buffer_text(&days));
    paper_gap(paper);
    paper_begin_table(paper, columns, sizeof columns / sizeof columns[0]);
    status = each_row(office, &due, put_down_row, &walk, problem);
    paper_end_table(paper);
    put_total(paper, walk.count, _("没有应撤下的。"));
    if (walk.count > 0)
        paper_signatures(paper, signatures, 2);
    paper->body.failed = paper->body.failed || days.failed;
    buffer_release(&days);
    return status;
}

/* ---- what hangs where ---------------------------------------------------------------------------- */

/* clang-format off */
enum board_cell { NAME, KIND, WHERE, SIZE, KEEPER, PHONE, CONDITION, CHECKED, BOARD_CELLS };
/* clang-format on */
static const char *const board_cells[BOARD_CELLS] = {
    "title", "kind", "place", "size", "keeper_name", "phone", "condition", "checked_on"};

struct inventory {
    struct office *office;
    struct paper *paper;
    struct problem *problem;
    enum status status;
    int64_t boards;
};

static void put_hanging(void *context, const struct page *page, size_t row) {
    struct walk *walk = context;
    struct buffer line = BUFFER_INIT;
    const char *down = page_cell(page, row, DOWN_BY);
    buffer_append_format(&line, "%s  %s%s%s", page_cell(page, row, UP), page_cell(page, row, TITLE),
                         down[0] ? _("，撤下期限 ") : "", down);
    paper_text(walk->paper, 4, buffer_text(&line));
    walk->paper->body.failed = walk->paper->body.failed || line.failed;
    buffer_release(&line);
    walk->count++;
}

static void put_board_head(struct inventory *inventory, const struct page *page, size_t row) {
    struct paper *paper = inventory->paper;
    struct office *office = inventory->office;
    paper_keep(paper, 6);
    paper_text(paper, 0, page_cell(page, row, NAME));
    prints_put_code(office, paper, _("渠道"), "publish_channel", page_cell(page, row, KIND));
    paper_pair(paper, _("位置"), page_cell(page, row, WHERE));
    paper_pair(paper, _("尺寸"), page_cell(page, row, SIZE));
    paper_pair(paper, _("保管人"), page_cell(page, row, KEEPER));
    paper_pair(paper, _("电话"), page_cell(page, row, PHONE));
    prints_put_code(office, paper, _("状况"), "board_condition", page_cell(page, row, CONDITION));
    paper_pair(paper, _("上次检查"), page_cell(page, row, CHECKED));
}

static void put_board(void *context, const struct page *page, size_t row) {
    struct inventory *inventory = context;
    struct walk walk = {inventory->paper, 0};
    char id[24];
    snprintf(id, sizeof id, "%lld", (long long)page->ids[row]);
    const struct condition condition = {"board", IS_EQUAL, id};
    const struct page_request on_it = hanging_request(&condition, 1);
    if (inventory->status != STATUS_OK)
        return;
    put_board_head(inventory, page, row);
    inventory->status = each_row(inventory->office, &on_it, put_hanging, &walk, inventory->problem);
    if (walk.count == 0)
        paper_text(inventory->paper, 4, _("现在没有张贴"));
    paper_gap(inventory->paper);
    inventory->boards++;
}

enum status board_inventory_draw(struct office *office, const struct scr_source *files,
                                 const struct print_request *request, struct paper *paper,
                                 struct problem *problem) {
    const struct condition open_only = {"open", IS_EQUAL, "1"};
    const struct page_request boards = {.view = "board_all",
                                        .columns = board_cells,
                                        .column_count = BOARD_CELLS,
                                        .order = "title",
                                        .conditions = &open_only,
                                        .condition_count = 1};
    struct inventory inventory = {office, paper, problem, STATUS_OK, 0};
    (void)files;
    (void)request;
    paper_title(paper, language_text("print", N_("公开渠道和现在的张贴")));
    paper_gap(paper);
    enum status status = each_row(office, &boards, put_board, &inventory, problem);
    if (inventory.boards == 0)
        paper_text(paper, 0, _("还没有登记公开渠道。"));
    return status == STATUS_OK ? inventory.status : status;
}
