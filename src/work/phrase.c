/* Phrases: words that are put into a field again and again. Their short names are told apart within the
 * field they belong to. */
#include <stdlib.h>
#include <string.h>

#include "work/act.h"
#include "work/kinds.h"
#include "work/visible.h"

/* The open phrase of this field with this name; 0 none. */
static enum status find_same(struct act *act, const char *title, const char *field, int64_t *id) {
    struct visible all = visible_to_rules();
    struct problem problem = {0};
    struct page page = {0};
    struct condition conditions[] = {{"title", IS_EQUAL, title},
                                     {"field", field[0] != '\0' ? IS_EQUAL : IS_EMPTY, field}};
    struct page_request request = {
        .view = "phrase_open", .order = "number", .conditions = conditions, .condition_count = 2};
    struct page_start start = {NULL, 0, false, false};
    enum status status = store_page(act->office->store, &all, &request, &start, 2, &page, &problem);
    for (size_t i = 0; status == STATUS_OK && i < page.count; i++) {
        *id = page.ids[i] != act->id ? page.ids[i] : *id;
    }
    page_release(&page);
    return status == STATUS_OK ? STATUS_OK : act_refuse_with(act, &problem);
}

enum status phrase_check(struct act *act) {
    int64_t same = 0;
    const char *title = act_text(act, "title");
    if (title[0] == '\0') {
        return STATUS_OK; /* the schema refuses that */
    }
    enum status status = find_same(act, title, act_text(act, "field"), &same);
    if (status == STATUS_OK && same != 0) {
        struct problem problem = {0};
        problem_set(&problem, STATUS_INVALID, "title",
                    N_("这一栏已经有简称“{title}”的常用语了，请换一个简称"));
        problem_place(&problem, "title", title);
        return act_refuse_with(act, &problem);
    }
    return status;
}
