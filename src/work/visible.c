/* Who may see which record: the one predicate put into every reading statement. Knows nothing of
 * screens or commands. */
#include "work/visible.h"

#include "work/role.h"

struct visible visible_to(int64_t person, unsigned roles) {
    if (roles == ROLE_ENQUIRY) {
        return visible_to_nobody();
    }
    /* no role sees sealed records: only the person charged with one does */
    return (struct visible){.sql = "(sealed = 0 OR person = :me)", .me = person};
}

struct visible visible_to_nobody(void) {
    return (struct visible){.sql = "(:me <> 0)", .me = 0};
}

struct visible visible_to_rules(void) {
    return (struct visible){.sql = "(:me = 0)", .me = 0};
}
