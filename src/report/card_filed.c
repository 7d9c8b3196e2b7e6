/* Finds the filed cards a print is of. Draws nothing. */
#include "report/card_filed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void filed_cards_release(struct filed_cards *cards) {
    for (size_t i = 0; i < cards->count; i++)
        record_release(&cards->items[i]);
    free(cards->items);
    *cards = (struct filed_cards){0};
}

static struct record *add(struct filed_cards *cards) {
    if (cards->count == cards->capacity) {
        size_t capacity = cards->capacity > 0 ? cards->capacity * 2 : 16;
        struct record *items = realloc(cards->items, capacity * sizeof *items);
        if (items == NULL)
            return NULL;
        cards->items = items;
        cards->capacity = capacity;
    }
    cards->items[cards->count] = (struct record){0};
    return &cards->items[cards->count++];
}

static enum status no_memory(struct problem *problem) {
    return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
}

static enum status read_named(struct office *office, const struct print_form *form,
                              const struct print_request *request, struct filed_cards *out,
                              struct problem *problem) {
    enum status status = STATUS_OK;
    for (size_t i = 0; i < request->id_count && status == STATUS_OK; i++) {
        struct record *card = add(out);
        status = card == NULL ? no_memory(problem)
                              : prints_read(office, form, request->ids[i], card, problem);
    }
    return status;
}

static enum status read_page(struct office *office, const struct page *page,
                             struct filed_cards *out, struct problem *problem) {
    enum status status = STATUS_OK;
    for (size_t i = 0; i < page->count && status == STATUS_OK; i++) {
        struct record *card = add(out);
        status = card == NULL
                     ? no_memory(problem)
                     : store_read(office->store, &office->visible, page->ids[i], card, problem);
    }
    return status;
}

static enum status read_year(struct office *office, int year, struct filed_cards *out,
                             struct problem *problem) {
    static const char *const columns[] = {"number"};
    struct page page = {0};
    struct page_start start = {NULL, 0, false, false};
    char text[16], key[96];
    snprintf(text, sizeof text, "%d", year);
    const struct condition condition = {"year", IS_EQUAL, text};
    const struct page_request request = {.view = "card_filed",
                                         .columns = columns,
                                         .column_count = 1,
                                         .order = "archive_no",
                                         .conditions = &condition,
                                         .condition_count = 1};
    enum status status = STATUS_OK;
    do {
        status = store_page(office->store, &office->visible, &request, &start, PAGE_ROWS_MOST,
                            &page, problem);
        if (status == STATUS_OK)
            status = read_page(office, &page, out, problem);
        if (status == STATUS_OK && page.count > 0) {
            snprintf(key, sizeof key, "%s", page_key(&page, page.count - 1));
            start = (struct page_start){key, page.ids[page.count - 1], false, false};
        }
    } while (status == STATUS_OK && page.count == PAGE_ROWS_MOST);
    page_release(&page);
    return status;
}

/* ---- order and classes --------------------------------------------------------------------------- */

static const char *text_of(const struct record *card, const char *column) {
    return fields_text(&card->fields, column);
}

static int compare_class(const struct record *left, const struct record *right) {
    static const char *const columns[] = {"fonds", "year", "retention", "office_code"};
    int order = 0;
    for (size_t i = 0; i < sizeof columns / sizeof columns[0] && order == 0; i++)
        order = strcmp(text_of(left, columns[i]), text_of(right, columns[i]));
    return order;
}

static int compare_item(const struct record *left, const struct record *right) {
    int64_t a = fields_integer(&left->fields, "item_no", 0);
    int64_t b = fields_integer(&right->fields, "item_no", 0);
    return a < b ? -1 : a > b;
}

static int compare_cards(const void *left, const void *right) {
    int order = compare_class(left, right);
    return order != 0 ? order : compare_item(left, right);
}

/* 2 before 10. */
static int compare_box(const struct record *left, const struct record *right) {
    const char *a = text_of(left, "box_no"), *b = text_of(right, "box_no");
    long first = strtol(a, NULL, 10), second = strtol(b, NULL, 10);
    return first != second ? (first < second ? -1 : 1) : strcmp(a, b);
}

static int compare_boxed(const void *left, const void *right) {
    int order = compare_class(left, right);
    if (order == 0)
        order = compare_box(left, right);
    return order != 0 ? order : compare_item(left, right);
}

void filed_cards_sort_by_box(struct filed_cards *cards) {
    if (cards->count > 0)
        qsort(cards->items, cards->count, sizeof *cards->items, compare_boxed);
}

size_t filed_cards_of_class(const struct filed_cards *cards, size_t first) {
    size_t count = 0;
    while (first + count < cards->count &&
           compare_class(&cards->items[first], &cards->items[first + count]) == 0)
        count++;
    return count;
}

size_t filed_cards_of_box(const struct filed_cards *cards, size_t first) {
    size_t count = 0, of_class = filed_cards_of_class(cards, first);
    while (count < of_class && strcmp(text_of(&cards->items[first], "box_no"),
                                      text_of(&cards->items[first + count], "box_no")) == 0)
        count++;
    return count;
}

const char *filed_item(const struct record *card, char out[24]) {
    snprintf(out, 24, "%04lld", (long long)fields_integer(&card->fields, "item_no", 0));
    return out;
}

int64_t filed_pages(const struct record *cards, size_t count) {
    int64_t pages = 0;
    for (size_t i = 0; i < count; i++)
        pages += fields_integer(&cards[i].fields, "pages", 0);
    return pages;
}

enum status filed_cards_read(struct office *office, const struct print_form *form,
                             const struct print_request *request, struct filed_cards *out,
                             struct problem *problem) {
    int year = request->from != DATE_NONE ? date_year(request->from) : 0;
    enum status status = request->id_count > 0 ? read_named(office, form, request, out, problem)
                                               : read_year(office, year, out, problem);
    if (status == STATUS_OK && out->count == 0) {
        problem_set(problem, STATUS_NOT_FOUND, "", N_("{year} 年还没有归档的卡"));
        problem_place_integer(problem, "year", year);
        return STATUS_NOT_FOUND;
    }
    if (status == STATUS_OK)
        qsort(out->items, out->count, sizeof *out->items, compare_cards);
    return status;
}
