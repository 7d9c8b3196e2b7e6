/* Who may decide what somebody else drafted, here or on paper. The drafter can never be the signatory; an
 * office of one person may let him decide here, and the step says so. */
#include "work/sign.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/fold.h"
#include "base/text.h"
#include "work/feedback.h"
#include "work/mask.h"

/* Blanks of any width, the points in names, and what chooses a character's form: none of them tells two people
 * apart. */
static bool is_left_out(char32_t character) {
    static const struct {
        char32_t first, last;
    } ranges[] = {{0x20, 0x20},     {0xA0, 0xA0},     {0xB7, 0xB7},      {0x1680, 0x1680},
                  {0x2000, 0x200A}, {0x2022, 0x2022}, {0x2027, 0x2027},  {0x202F, 0x202F},
                  {0x205F, 0x205F}, {0x2219, 0x2219}, {0x22C5, 0x22C5},  {0x30FB, 0x30FB},
                  {0xFE00, 0xFE0F}, {0xFF65, 0xFF65}, {0xE0100, 0xE01EF}};
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (character >= ranges[i].first && character <= ranges[i].last) {
            return true;
        }
    }
    return false;
}

/* What of a name says whose it is. */
static void append_name(struct buffer *out, const char *name) {
    struct buffer folded = BUFFER_INIT;
    text_append_folded(&folded, name);
    const char *at = buffer_text(&folded);
    for (size_t left = folded.length; left > 0;) {
        char32_t character;
        size_t size = text_decode(at, left, &character);
        bool is_capital = *at >= 'A' && *at <= 'Z';
        if (is_capital) {
            buffer_append_char(out, (char)(*at - 'A' + 'a'));
        } else if (!is_left_out(character)) {
            buffer_append_bytes(out, at, size);
        }
        at += size;
        left -= size;
    }
    out->failed = out->failed || folded.failed;
    buffer_release(&folded);
}

bool sign_is_same_name(const char *left, const char *right) {
    struct buffer a = BUFFER_INIT;
    struct buffer b = BUFFER_INIT;
    append_name(&a, left);
    append_name(&b, right);
    bool is_same = a.length > 0 && strcmp(buffer_text(&a), buffer_text(&b)) == 0;
    buffer_release(&a);
    buffer_release(&b);
    return is_same;
}

/* ---- whether it is a name at all ------------------------------------------------------------------- */

/* What people write so that a field isn't empty, and whose office somebody holds. */
static const char no_names[] =
    "没有 暂无 无人 不明 不知 未知 未签 未填 待补 待签 待定 空白 同上 某某 某人 自己 代签 已签 "
    "同意 领导 镇长 "
    "副镇长 书记 副书记 主任 副主任 分管领导 none null na no xx xxx test";

static bool is_letter(char32_t character) {
    bool is_latin = (character >= U'A' && character <= U'Z') ||
                    (character >= U'a' && character <= U'z') ||
                    (character >= 0xC0 && character < 0x2000);
    return is_latin || fold_is_hanzi(character);
}

/* Two letters or more, nothing but letters, and not one of those words. */
static bool is_name(const char *typed) {
    enum { LEAST = 2 };
    struct buffer name = BUFFER_INIT;
    append_name(&name, typed);
    const char *at = buffer_text(&name);
    bool is = !name.failed && !mask_is_nobody(at) && !check_has_word(no_names, at);
    int letters = 0;
    for (size_t left = name.length; left > 0 && is; letters++) {
        char32_t character;
        size_t size = text_decode(at, left, &character);
        is = is_letter(character) || character == U'\'';
        at += size;
        left -= size;
    }
    buffer_release(&name);
    return is && letters >= LEAST;
}

/* A slip's number has a digit, or a letter beside the words for none. */
static bool is_slip_number(const char *typed) {
    struct buffer folded = BUFFER_INIT;
    bool has_letter = false;
    append_name(&folded, typed);
    const char *at = buffer_text(&folded);
    bool is_nothing = check_has_word(no_names, at) || strcmp(at, "无") == 0 || mask_is_nobody(at);
    for (size_t left = folded.length; left > 0;) {
        char32_t character;
        size_t size = text_decode(at, left, &character);
        has_letter = has_letter || mask_is_digit(character) || is_letter(character);
        at += size;
        left -= size;
    }
    buffer_release(&folded);
    return has_letter && !is_nothing;
}

/* ---- on paper ------------------------------------------------------------------------------------- */

bool sign_is_on_paper(const struct act *act) {
    return fields_has(act->arguments, "signatory") || fields_has(act->arguments, "signed_on") ||
           fields_has(act->arguments, "signed_no");
}

static enum status refuse_drafter(struct act *act, const char *field, const char *message,
                                  const struct draft_of *draft) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_DENIED, field, message);
    problem_place(&problem, "what", draft->what);
    return act_refuse_with(act, &problem);
}

static enum status refuse_typed(struct act *act, enum status status, const char *field,
                                const char *message) {
    struct problem problem = {0};
    problem_set(&problem, status, field, message);
    problem_place(&problem, "text", fields_text(act->arguments, field));
    return act_refuse_with(act, &problem);
}

static enum status check_paper(struct act *act, const struct draft_of *draft) {
    char name[CHECK_NAME_BYTES];
    const char *signatory = fields_text(act->arguments, "signatory");
    day_number signed_on = date_from_iso(fields_text(act->arguments, "signed_on"));
    if (signatory[0] == '\0') {
        return act_refuse(act, STATUS_INVALID, "signatory", N_("纸上签批的，请写明签批人"));
    }
    if (!fields_has(act->arguments, "signed_no")) {
        return act_refuse(act, STATUS_INVALID, "signed_no", N_("纸上签批的，请写明签批单号"));
    }
    if (!is_name(signatory)) {
        return refuse_typed(act, STATUS_INVALID, "signatory",
                            N_("签批人要写在纸上签名的那个人的姓名，“{text}”不是姓名；"
                               "还没有人签的，等签了再办"));
    }
    if (!is_slip_number(fields_text(act->arguments, "signed_no"))) {
        return refuse_typed(act, STATUS_INVALID, "signed_no",
                            N_("签批单号要写纸上的号，不是“{text}”"));
    }
    if (signed_on != DATE_NONE && signed_on > office_today(act->office)) {
        return act_refuse(act, STATUS_INVALID, "signed_on", N_("签批日期不能晚于今天"));
    }
    if (sign_is_same_name(signatory, act_title(act, draft->person, name, sizeof name)) ||
        sign_is_same_name(signatory, draft->other_name)) {
        return refuse_drafter(act, "signatory", N_("写{what}的人不能自己签批，请由别人签"), draft);
    }
    if (sign_is_same_name(signatory, act_title(act, act->office->user, name, sizeof name))) {
        return refuse_typed(act, STATUS_DENIED, "signatory",
                            N_("“{text}”是您本人：纸质签批只录别人签的；"
                               "您有权决定的，不写签批人和单号，直接办"));
    }
    return STATUS_OK;
}

static void take_paper(struct act *act, char *note, size_t size) {
    char today[DATE_BYTES];
    const char *given = fields_text(act->arguments, "signed_on");
    const char *on = given[0] != '\0' ? given : act_today(act, today);
    fields_set(act->changes, "signatory", fields_text(act->arguments, "signatory"));
    fields_set(act->changes, "signed_on", on);
    fields_set(act->changes, "signed_no", fields_text(act->arguments, "signed_no"));
    snprintf(note, size, "纸质签批 %s %s %s", fields_text(act->arguments, "signatory"), on,
             fields_text(act->arguments, "signed_no"));
}

static bool is_somebody_else(void *context, int64_t person) {
    const struct office *office = context;
    return person != office->user;
}

bool sign_is_alone(struct office *office, unsigned roles) {
    bool is_alone = office->one_person_office;
    for (unsigned role = ROLE_CLERK; role <= ROLE_ENQUIRY && is_alone; role <<= 1) {
        int64_t other = 0;
        is_alone =
            (roles & role) == 0 || (person_with_role(office, (enum role)role, is_somebody_else,
                                                     office, &other, NULL) == STATUS_OK &&
                                    other == 0);
    }
    return is_alone;
}

enum status sign_check(struct act *act, unsigned roles, const struct draft_of *draft, char *note,
                       size_t size) {
    const struct office *office = act->office;
    act->deciders |= roles;
    note[0] = '\0';
    if (sign_is_on_paper(act)) {
        enum status status = check_paper(act, draft);
        if (status == STATUS_OK) {
            take_paper(act, note, size);
        }
        return status;
    }
    if ((office->roles & roles) == 0) {
        return refuse_drafter(
            act, "signatory",
            N_("{number} 的{what}须由有权的人决定；纸上签批的，请写明签批人和签批单号"), draft);
    }
    if (draft->person == office->user && !sign_is_alone(act->office, roles)) {
        return refuse_drafter(act, "", N_("{number} 的{what}是您自己写的，须由别人决定"), draft);
    }
    if (draft->person == office->user) {
        snprintf(note, size, "一人兼任");
    }
    fields_set(act->changes, "signatory", "");
    fields_set(act->changes, "signed_on", "");
    fields_set(act->changes, "signed_no", "");
    return STATUS_OK;
}
