/* Roles and who may do what. */
#ifndef ZWGK_WORK_ROLE_H
#define ZWGK_WORK_ROLE_H

enum role {
    ROLE_CLERK = 1,      /* 经办人 */
    ROLE_REVIEWER = 2,   /* 审核人 */
    ROLE_SUPERVISOR = 4, /* 分管领导 */
    ROLE_ADMIN = 8,      /* 系统管理员 */
    ROLE_ENQUIRY = 16,   /* 查询 */
};

/* "clerk supervisor" → a set; unknown words are left out. */
unsigned role_set_from_text(const char *text);
/* One role's identifier ("clerk") and Chinese name (N_("经办人")). */
const char *role_name(enum role role);
const char *role_label(enum role role);

#endif
