/* The page of a list: fetched by key, never by offset; the selected row; its n and the list's N. Draws
 * nothing: it notes which rows changed. */
#include "base/language.h"
#include "ui/list_private.h"

int list_page_capacity(const struct list *list) {
    int rows = ui_rows(list->view.ui) - LIST_FIRST_ROW - LIST_FOOT_ROWS;
    if (rows < 1)
        return 1;
    return rows > LIST_ROWS_MOST ? LIST_ROWS_MOST : rows;
}

const struct list_row *list_page_row(const struct list *list) {
    return list->selected < list->page->count ? &list->page->rows[list->selected] : NULL;
}

void list_page_error(struct list *list, const struct problem *problem) {
    struct buffer text = BUFFER_INIT;
    language_append_problem(&text, problem, NULL);
    ui_error(list->view.ui, buffer_text(&text));
    buffer_release(&text);
}

/* Fills the spare page. False when it was given up or failed: the old page stays. */
static bool fetch(struct list *list, const char *key, int64_t id, bool backwards, bool inclusive) {
    struct problem problem;
    list_rows_release(list->spare);
    enum status status = list->source.page(list->source.context, key, id, backwards, inclusive,
                                           list_page_capacity(list), list->spare, &problem);
    if (status != STATUS_OK && status != STATUS_BUSY)
        list_page_error(list, &problem);
    return status == STATUS_OK;
}

static bool fetch_from(struct list *list, size_t index, bool backwards, bool inclusive) {
    const struct list_row *row = &list->page->rows[index];
    return fetch(list, row->key, row->id, backwards, inclusive);
}

static void adopt(struct list *list, size_t selected, int64_t position) {
    struct list_rows *old = list->page;
    list->page = list->spare;
    list_pending_see(&list->pending, list->page);
    list->spare = old;
    list_rows_release(old);
    list->selected = selected < list->page->count ? selected : 0;
    list->position = position;
    list->are_rows_dirty = true;
    list->is_head_dirty = true;
    /* A count given up (20+) is not tried again at each page. */
    if (list->total == -1 || (list->total >= 0 && list->position <= 0))
        list->needs_count = true;
}

static bool is_full(const struct list *list, const struct list_rows *rows) {
    return rows->count >= (size_t)list_page_capacity(list);
}

static size_t at_most(size_t index, size_t count) {
    return index < count ? index : count > 0 ? count - 1 : 0;
}

void list_page_load(struct list *list) {
    if (list->is_loaded)
        return;
    list->is_loaded = true;
    list->needs_count = true;
    list->needs_summary = list->source.summary != NULL;
    if (!fetch(list, NULL, 0, false, true))
        return;
    adopt(list, 0, list->spare->count > 0);
    if (!is_full(list, list->page)) {
        list->total = (int64_t)list->page->count;
        list->needs_count = false;
    }
}

void list_page_select(struct list *list, size_t index) {
    if (index == list->selected || index >= list->page->count)
        return;
    list->is_row_dirty[list->selected] = true;
    list->is_row_dirty[index] = true;
    if (list->position > 0)
        list->position += (int64_t)index - (int64_t)list->selected;
    list->selected = index;
    list->is_head_dirty = true;
}

static int64_t moved(const struct list *list, int64_t by) {
    return list->position > 0 ? list->position + by : 0;
}

/* Forward past the page's end: the next row is the new page's first. */
static bool turn_forward(struct list *list, size_t selected) {
    const struct list_rows *page = list->page;
    if (page->count == 0 || !fetch_from(list, page->count - 1, false, false) ||
        list->spare->count == 0)
        return false;
    size_t index = at_most(selected, list->spare->count);
    adopt(list, index, moved(list, (int64_t)(page->count - list->selected + index)));
    return true;
}

/* Back past the page's beginning. At the list's top the page is filled up from there, so that it never
 * shows a few rows only. */
static bool turn_back(struct list *list, bool to_row_before) {
    size_t old = list->selected;
    if (list->page->count == 0 || !fetch_from(list, 0, true, false))
        return false;
    size_t before = list->spare->count;
    if (before == 0)
        return false;
    if (is_full(list, list->spare)) {
        size_t index = to_row_before ? before - 1 : at_most(old, before);
        adopt(list, index, moved(list, (int64_t)index - (int64_t)before - (int64_t)old));
        return true;
    }
    if (!fetch(list, NULL, 0, false, true))
        return false;
    size_t index = at_most(to_row_before ? before - 1 : old, list->spare->count);
    adopt(list, index, (int64_t)index + 1);
    return true;
}

void list_page_down(struct list *list) {
    if (list->selected + 1 < list->page->count)
        list_page_select(list, list->selected + 1);
    else
        turn_forward(list, 0);
}

void list_page_up(struct list *list) {
    if (list->selected > 0)
        list_page_select(list, list->selected - 1);
    else
        turn_back(list, true);
}

void list_page_next(struct list *list) {
    if (!turn_forward(list, list->selected) && list->page->count > 0)
        list_page_select(list, list->page->count - 1);
}

void list_page_previous(struct list *list) {
    if (!turn_back(list, false))
        list_page_select(list, 0);
}

void list_page_home(struct list *list) {
    if (!list->needs_count && list->position == (int64_t)list->selected + 1)
        list_page_select(list, 0);
    else if (fetch(list, NULL, 0, false, true))
        adopt(list, 0, list->spare->count > 0);
}

void list_page_end(struct list *list) {
    size_t count = list->page->count;
    int64_t last = moved(list, (int64_t)count - (int64_t)list->selected - 1);
    if (count > 0 && last > 0 && last == list->total)
        list_page_select(list, count - 1);
    else if (fetch(list, NULL, 0, true, true) && list->spare->count > 0)
        adopt(list, list->spare->count - 1, list->total > 0 ? list->total : 0);
}

static bool find_id(const struct list_rows *rows, int64_t id, size_t *index) {
    for (size_t i = 0; i < rows->count; i++)
        if (rows->rows[i].id == id) {
            *index = i;
            return true;
        }
    return false;
}

/* n and N are shown as they were until they have been counted again. */
static void adopt_again(struct list *list, size_t index) {
    adopt(list, index, list->page->count > 0 ? list->position : 1);
    list->is_foot_dirty = true;
    list->needs_count = true;
    list->needs_summary = list->source.summary != NULL;
    if (list->page->count == 0) {
        list->position = 0;
        list->total = 0;
        list->needs_count = false;
    }
}

/* From the page's first row on; when nothing is left there, the list's last page. */
static bool fetch_again(struct list *list) {
    if (list->page->count == 0)
        return fetch(list, NULL, 0, false, true);
    if (!fetch_from(list, 0, false, true))
        return false;
    return list->spare->count > 0 || fetch(list, NULL, 0, true, true);
}

void list_page_refresh(struct list *list, int64_t id) {
    size_t index = list->selected;
    if (!list->is_loaded) {
        list_page_load(list);
        if (id && find_id(list->page, id, &index))
            list_page_select(list, index);
        return;
    }
    const struct list_row *row = list_page_row(list);
    if (!fetch_again(list))
        return;
    index = at_most(index, list->spare->count);
    if (!(id && find_id(list->spare, id, &index)) && row)
        find_id(list->spare, row->id, &index);
    adopt_again(list, index);
}

void list_page_resize(struct list *list) {
    if (!list->is_loaded || list->page->count == 0)
        return;
    size_t capacity = (size_t)list_page_capacity(list);
    size_t first = list->selected < capacity ? 0 : list->selected;
    size_t index = list->selected - first;
    if (fetch_from(list, first, false, true))
        adopt(list, at_most(index, list->spare->count), list->position);
}

bool list_page_jump(struct list *list, const char *key, int64_t id) {
    size_t index = 0;
    if (find_id(list->page, id, &index)) {
        list_page_select(list, index);
        return true;
    }
    if (!fetch(list, key, id, false, true) || list->spare->count == 0)
        return false;
    adopt(list, 0, 0);
    return true;
}

bool list_page_idle(struct list *list) {
    const struct list_row *row = list_page_row(list);
    if (list->needs_count && row && list->source.count) {
        struct problem problem;
        int64_t total = -1, position = 0;
        enum status status = list->source.count(list->source.context, row->key, row->id, &total,
                                                &position, &problem);
        if (status == STATUS_BUSY && ui_has_keys(list->view.ui))
            return true;
        list->needs_count = false;
        list->total = status == STATUS_OK ? total : -1;
        list->position = status == STATUS_OK ? position : 0;
        list->is_head_dirty = true;
        return list->needs_summary;
    }
    if (list->needs_summary) {
        bool had_text = list->summary.length > 0;
        list->needs_summary = false;
        buffer_clear(&list->summary);
        list->source.summary(list->source.context, &list->summary);
        list->view.is_dirty = list->view.is_dirty || (had_text && list->summary.length == 0);
        list->is_foot_dirty = true;
    }
    return false;
}
