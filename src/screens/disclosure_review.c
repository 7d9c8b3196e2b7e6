/* 13 and 14: the forms in which a disclosure is judged. Below them: what names a person in the text, and whether it is
 * one's own draft. Judges nothing. */
#include "screens/disclosure_judge.h"
#include "screens/screen.h"

#include "base/language.h"
#include "ui/form_view.h"
#include "work/disclosure_personal.h"
#include "work/sign.h"

static void count_hit(void *context, const struct personal_hit *hit) {
    int *counts = context;
    counts[hit->found.kind]++;
}

/* 个人信息: 手机号 2，身份证号 1 */
static void append_personal(const struct fields *values, struct buffer *out) {
    int counts[MASK_KINDS] = {0}, all = 0;
    disclosure_find_personal(values, count_hit, counts);
    buffer_append_format(out, "%s: ", _("个人信息"));
    for (int kind = 0; kind < MASK_KINDS; kind++) {
        if (counts[kind] > 0)
            buffer_append_format(out, "%s%s %d", all > 0 ? _("，") : "",
                                 _(mask_kind_label((enum mask_kind)kind)), counts[kind]);
        all += counts[kind];
    }
    buffer_append(out, all > 0 ? "" : _("没有发现"));
}

static void append_own(const struct desk *desk, unsigned roles, const struct fields *values,
                       struct buffer *out) {
    int64_t user = desk->office->user;
    bool is_drafter = fields_integer(values, "drafted_by", 0) == user;
    if (!is_drafter && fields_integer(values, "reviewed_by", 0) != user)
        return;
    const char *own = (desk->office->roles & roles) != 0 && sign_is_alone(desk->office, roles)
                          ? _("单人办公：由您兼任，记录上会标明一人兼任")
                      : is_drafter
                          ? _("这是您拟的稿，须由别人决定；纸上签批的，填写签批人和签批单号")
                          : _("这一件是您审核的，须由别人签发；纸上签批的，填写签批人和签批单号");
    buffer_append_format(out, "\n%s", own);
}

void disclosure_judge_note(struct desk *desk, struct view *form, unsigned roles) {
    struct fields values = FIELDS_INIT;
    struct buffer note = BUFFER_INIT;
    form_view_values(form, &values);
    append_personal(&values, &note);
    append_own(desk, roles, &values, &note);
    form_view_set_note(form, buffer_text(&note));
    buffer_release(&note);
    fields_release(&values);
}

static void changed(struct desk *desk, struct view *form, const char *field) {
    (void)field;
    disclosure_judge_note(desk, form, ROLE_REVIEWER | ROLE_SUPERVISOR);
}

const struct screen screen_disclosure_review = {
    .name = "disclosure_review",
    .changed = changed,
    .brings_next = true,
};
