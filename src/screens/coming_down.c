/* The sentences about what comes down today. Counts nothing itself. */
#include "screens/coming_down.h"

#include "base/language.h"
#include "work/coming_down.h"
#include "work/filing.h"

static void append_count(struct buffer *out, const char *message, int64_t count) {
    struct problem sentence;
    if (count == 0)
        return;
    problem_set(&sentence, STATUS_OK, "", message);
    problem_place_integer(&sentence, "count", count);
    language_append_problem(out, &sentence, NULL);
}

static void append_postings(const struct coming_down *down, struct buffer *out) {
    struct problem sentence;
    append_count(out, N_("今天应撤下 {count} 张。"), down->today);
    if (down->in_holiday == 0)
        return;
    problem_set(&sentence, STATUS_OK, "", N_("明起放假 {days} 天内应撤 {count} 张。"));
    problem_place_integer(&sentence, "days", down->holiday_days);
    problem_place_integer(&sentence, "count", down->in_holiday);
    language_append_problem(out, &sentence, NULL);
}

void coming_down_append_postings(struct desk *desk, struct buffer *out) {
    struct coming_down down;
    if (coming_down_count(desk->office, &down, NULL) == STATUS_OK)
        append_postings(&down, out);
}

/* The board whose check is longest overdue. */
static void append_board(struct desk *desk, struct buffer *out) {
    static const char *const columns[] = {"title", "due_on"};
    struct office *office = desk->office;
    const struct page_request request = {
        .view = "board_open", .columns = columns, .column_count = 2, .order = "due_sort"};
    struct page_start start = {0};
    struct page page = {0};
    struct problem sentence;
    if (store_page(office->store, &office->visible, &request, &start, 1, &page, NULL) ==
            STATUS_OK &&
        page.count == 1) {
        day_number due = date_from_iso(page_cell(&page, 0, 1));
        if (due != DATE_NONE && due < office_today(office)) {
            problem_set(&sentence, STATUS_OK, "", N_("“{board}”{due} 就该检查。"));
            problem_place(&sentence, "board", page_cell(&page, 0, 0));
            problem_place(&sentence, "due", page_cell(&page, 0, 1));
            language_append_problem(out, &sentence, NULL);
        }
    }
    page_release(&page);
}

void coming_down_append_notice(struct desk *desk, struct buffer *out) {
    struct coming_down down;
    if (coming_down_count(desk->office, &down, NULL) == STATUS_OK) {
        append_postings(&down, out);
        append_count(out, N_("个人信息应撤 {count} 件。"), down.personal);
        append_count(out, N_("30 天内到期的合同等 {count} 件。"), down.expiring);
    }
    if (filing_lacks_fonds(desk->office))
        buffer_append(out, _("有卡待归档，还没有设全宗号（08 设置）。"));
    append_board(desk, out);
}
