/* The sums of the file's pages, a stretch a step: damage in pages that no reading came across, free ones too. */
#include "store/sums.h"
#include "store/verify_private.h"

enum { PAGES_SAID = 10 };

static void tell_page(void *context, int64_t page) {
    struct verify *verify = context;
    struct problem fault = {0};
    if (++verify->table > PAGES_SAID) {
        return;
    }
    problem_set(
        &fault, STATUS_CORRUPT, NULL,
        verify->table < PAGES_SAID
            ? N_("数据库文件第 {page} 页坏了，或不是本程序写的")
            : N_("数据库文件第 {page} 页起还有坏页，或不是本程序写的；zwgk doctor --full 列得全"));
    problem_place_integer(&fault, "page", page);
    verify_tell(verify, &fault);
}

enum status verify_sums(struct verify *verify, bool *is_end) {
    int64_t page = verify->row + 1;
    enum status status =
        sums_look(verify->store, &page, is_end, tell_page, verify, verify->problem);
    verify->row = page - 1;
    verify->seen.done = verify->row;
    return status;
}
