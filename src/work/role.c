/* Roles' identifiers and names. What a role may do is in the table of flow.c. */
#include "work/role.h"

#include <stddef.h>
#include <string.h>

#include "base/status.h"

static const struct {
    enum role role;
    const char *name, *label;
} roles[] = {
    {ROLE_CLERK, "clerk", N_("经办人")},
    {ROLE_REVIEWER, "reviewer", N_("审核人")},
    {ROLE_SUPERVISOR, "supervisor", N_("分管领导")},
    {ROLE_ADMIN, "admin", N_("系统管理员")},
    {ROLE_ENQUIRY, "enquiry", N_("查询")},
};
enum { ROLE_COUNT = sizeof roles / sizeof *roles };

unsigned role_set_from_text(const char *text) {
    unsigned set = 0;
    while (text != NULL && *text != '\0') {
        size_t length = strcspn(text, " ");
        for (size_t i = 0; i < ROLE_COUNT; i++) {
            if (strlen(roles[i].name) == length && memcmp(roles[i].name, text, length) == 0)
                set |= (unsigned)roles[i].role;
        }
        text += length;
        text += strspn(text, " ");
    }
    return set;
}

const char *role_name(enum role role) {
    for (size_t i = 0; i < ROLE_COUNT; i++) {
        if (roles[i].role == role)
            return roles[i].name;
    }
    return "";
}

const char *role_label(enum role role) {
    for (size_t i = 0; i < ROLE_COUNT; i++) {
        if (roles[i].role == role)
            return roles[i].label;
    }
    return "";
}
