/* Reads the stages of a catalogue entry. Knows no record and no day. */
#include "work/stages.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "base/value.h"

static enum status refuse(struct problem *problem, const char *message, const char *stage) {
    problem_set(problem, STATUS_INVALID, "stages", message);
    problem_place(problem, "stage", stage);
    return STATUS_INVALID;
}

/* Bytes of the sign that parts two stages, or a name from its days, at `text`; 0 when there is none. */
static size_t sign_at(const char *text, const char *half, const char *full) {
    if (strncmp(text, full, strlen(full)) == 0) {
        return strlen(full);
    }
    return *text != '\0' && strchr(half, *text) != NULL ? 1 : 0;
}

/* "方案公布:5", the last colon parts name and days. */
static enum status read_stage(const char *text, struct stage *out, struct problem *problem) {
    struct buffer name = BUFFER_INIT, half = BUFFER_INIT;
    size_t colon = 0, used = 0;
    int64_t days = 0;
    for (size_t i = 0; text[i] != '\0'; i++) {
        size_t sign = sign_at(text + i, ":", "：");
        colon = sign > 0 ? i : colon;
        used = sign > 0 ? sign : used;
    }
    buffer_append_bytes(&half, text, colon);
    text_append_trimmed(&name, buffer_text(&half));
    enum status status = STATUS_OK;
    if (name.length == 0 || value_parse_integer(text + colon + used, 1, STAGE_WORKDAYS_MOST, &days,
                                                NULL) != STATUS_OK) {
        status = refuse(
            problem, N_("“{stage}”应写成“阶段名:工作日数”，工作日数 1 至 366，例如：结果公布:10"),
            text);
    } else if (text_length(buffer_text(&name)) > STAGE_NAME_CHARACTERS) {
        status = refuse(problem, N_("阶段名“{stage}”太长，最多 40 个字"), buffer_text(&name));
    }
    out->workdays = (int)days;
    snprintf(out->name, sizeof out->name, "%s", buffer_text(&name));
    buffer_release(&half);
    buffer_release(&name);
    return status;
}

static bool has_name(const struct stages *stages, const char *name) {
    for (size_t i = 0; i < stages->count; i++) {
        if (strcmp(stages->items[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

static enum status add_stage(const char *text, struct stages *out, struct problem *problem) {
    struct stage stage;
    enum status status = read_stage(text, &stage, problem);
    if (status != STATUS_OK) {
        return status;
    }
    if (has_name(out, stage.name)) {
        return refuse(problem, N_("阶段“{stage}”写了两次"), stage.name);
    }
    if (out->count == STAGES_MOST) {
        return refuse(problem, N_("阶段太多，最多 20 个"), stage.name);
    }
    out->items[out->count++] = stage;
    return STATUS_OK;
}

enum status stages_read(const char *text, struct stages *out, struct problem *problem) {
    enum status status = STATUS_OK;
    out->count = 0;
    for (const char *at = text; *at != '\0' && status == STATUS_OK;) {
        struct buffer part = BUFFER_INIT, clean = BUFFER_INIT;
        size_t length = 0, sign = 0;
        while (at[length] != '\0' && (sign = sign_at(at + length, ";\r\n", "；")) == 0) {
            length++;
        }
        buffer_append_bytes(&part, at, length);
        text_append_trimmed(&clean, buffer_text(&part));
        if (part.failed || clean.failed) {
            status = problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
        } else if (clean.length > 0) {
            status = add_stage(buffer_text(&clean), out, problem);
        }
        at += length + sign;
        buffer_release(&part);
        buffer_release(&clean);
    }
    if (status == STATUS_OK && out->count == 0) {
        status = refuse(problem, N_("分阶段公开的要写明阶段，例如：方案公布:5；结果公布:10"), "");
    }
    return status;
}
