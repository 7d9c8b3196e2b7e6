/* From a file into records: how it reads is shown first, in an encoding that can be changed; then all or nothing.
 * No transaction is open while a key is awaited. */
#include "screens/exchange.h"

#include "base/language.h"
#include "base/native.h"
#include "base/text.h"
#include "exchange/record_import.h"
#include "exchange/text_preview.h"
#include "ui/prompt.h"
#include "ui/text_view.h"
#include "work/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_CHARACTERS = 400, PREVIEW_LINES = 12, FAULTS_MOST = 200 };

struct importing {
    struct desk *desk;
    const char *kind;
    char *path; /* as the system calls it */
    struct text_preview preview;
    struct text_choice choice;
    struct view *view;
    struct buffer faults; /* of the last try, a line each */
    int fault_count;
};

static void importing_free(void *context) {
    struct importing *importing = context;
    text_preview_release(&importing->preview);
    buffer_release(&importing->faults);
    free(importing->path);
    free(importing);
}

/* ---- the look before ------------------------------------------------------------------------------ */

static void append_sentence(struct buffer *out, const char *message, const char *name,
                            const char *value) {
    struct problem said;
    problem_set(&said, STATUS_OK, "", message);
    problem_place(&said, name, value);
    language_append_problem(out, &said, NULL);
    buffer_append_char(out, '\n');
}

/* What it looks like in each, when nobody can tell. */
static void append_every(const struct importing *importing, struct buffer *out) {
    buffer_append_format(out, "%s\n\n", _("看不出是哪种编码。请按 2 选一种读得通的，再导入："));
    for (int i = 1; i <= EXCHANGE_ENCODINGS; i++) {
        buffer_append_format(out, "\001%s\n", encoding_name(exchange_encoding(i)));
        text_preview_append(&importing->preview, exchange_encoding(i), 1, out);
    }
}

static void append_preview(const struct importing *importing, struct buffer *out) {
    enum encoding encoding = text_preview_encoding(&importing->preview, &importing->choice);
    append_sentence(out, N_("文件：{file}"), "file", importing->path);
    if (encoding == ENCODING_AUTO) {
        append_every(importing, out);
        return;
    }
    append_sentence(out, N_("按 {encoding} 编码读，开头是："), "encoding", encoding_name(encoding));
    buffer_append_char(out, '\n');
    text_preview_append(&importing->preview, encoding, PREVIEW_LINES, out);
    buffer_append_format(out, "\n%s\n", _("文字不对请按 2 换编码。有一行有错就一行也不导入。"));
}

static void show(struct importing *importing) {
    const struct text_option options[] = {
        {1, "import", _("导入")}, {2, "encoding", _("换编码")}, {3, "leave", _("不导入")}};
    struct buffer text = BUFFER_INIT;
    char title[96];
    snprintf(title, sizeof title, " 09 %s", _("导入前先看"));
    if (importing->faults.length > 0)
        buffer_append(&text, buffer_text(&importing->faults));
    else
        append_preview(importing, &text);
    if (importing->view != NULL)
        text_view_set(importing->view, title, "", buffer_text(&text), options, 3);
    else
        importing->view = text_view_new(title, "", buffer_text(&text), options, 3, NULL);
    buffer_release(&text);
}

/* ---- importing ------------------------------------------------------------------------------------ */

static void take_heading(void *context, const struct table_row *row) {
    (void)context;
    (void)row;
}

static void append_fault(struct importing *importing, int line, const struct import_fault *fault) {
    struct problem where;
    bool has_heading = fault->column > 0 && fault->heading[0] != '\0';
    problem_set(&where, STATUS_INVALID, "",
                has_heading         ? N_("第 {line} 行第 {column} 栏（{heading}）：")
                : fault->column > 0 ? N_("第 {line} 行第 {column} 栏：")
                                    : N_("第 {line} 行："));
    problem_place_integer(&where, "line", line);
    problem_place_integer(&where, "column", fault->column);
    problem_place(&where, "heading", fault->heading);
    language_append_problem(&importing->faults, &where, NULL);
    language_append_problem(
        &importing->faults, fault->problem,
        desk_field_label(importing->desk, importing->kind, fault->problem->field));
    buffer_append_char(&importing->faults, '\n');
}

static void take_bad_row(void *context, const struct table_row *row,
                         const struct import_fault *faults, size_t count) {
    struct importing *importing = context;
    for (size_t i = 0; i < count; i++)
        if (importing->fault_count++ < FAULTS_MOST)
            append_fault(importing, row->line, &faults[i]);
}

static void tell_stored(struct importing *importing, int64_t good,
                        const struct text_private *private) {
    struct problem said;
    struct buffer text = BUFFER_INIT;
    problem_set(&said, STATUS_OK, "",
                private->count > 0 ? N_("已导入 {good} 行；里面有 {count} 个自造字，请核对原件改正")
                                   : N_("已导入 {good} 行"));
    problem_place_integer(&said, "good", good);
    problem_place_integer(&said, "count", private->count);
    language_append_problem(&text, &said, NULL);
    ui_message(importing->desk->ui, buffer_text(&text));
    buffer_release(&text);
}

static enum status store(struct importing *importing, struct table_file *file,
                         struct import_result *result, struct problem *problem) {
    struct record_import *import = NULL;
    struct desk *desk = importing->desk;
    const struct import_request request = {
        .kind = importing->kind,
        .file = file,
        .context = importing,
        .heading = take_heading,
        .bad_row = take_bad_row,
    };
    enum status status =
        record_import_run(desk->office, &desk->files, &request, &import, result, problem);
    if (status != STATUS_OK)
        return status;
    if (result->bad == 0)
        return record_import_commit(import, problem);
    record_import_abandon(import);
    return STATUS_OK;
}

/* What was wrong takes the place of the look before. */
static void show_faults(struct importing *importing, int64_t bad) {
    struct buffer lines = importing->faults;
    importing->faults = (struct buffer)BUFFER_INIT;
    struct problem said;
    problem_set(&said, STATUS_OK, "", N_("{bad} 行有错，全部没有导入；改好文件后再按 1"));
    problem_place_integer(&said, "bad", bad);
    language_append_problem(&importing->faults, &said, NULL);
    buffer_append(&importing->faults, "\n\n");
    buffer_append_bytes(&importing->faults, buffer_text(&lines), lines.length);
    buffer_release(&lines);
    show(importing);
}

static void run(struct importing *importing) {
    struct table_file file;
    struct problem problem = {0};
    struct import_result result = {0};
    struct desk *desk = importing->desk;
    buffer_clear(&importing->faults);
    importing->fault_count = 0;
    enum status status = table_file_load_as(&file, importing->path, &importing->choice, &problem);
    if (status == STATUS_OK) {
        status = store(importing, &file, &result, &problem);
        if (status == STATUS_OK && result.bad == 0)
            tell_stored(importing, result.good, text_stream_private(file.stream));
        table_file_release(&file);
    }
    if (status != STATUS_OK) {
        desk_show_problem(desk, &problem, importing->kind);
        return;
    }
    if (result.bad > 0) {
        show_faults(importing, result.bad);
        return;
    }
    if (importing->choice.given != ENCODING_AUTO &&
        source_remember_encoding(desk->office, importing->kind, importing->path,
                                 importing->choice.given, &problem) != STATUS_OK)
        desk_show_problem(desk, &problem, "");
    ui_close(importing->view);
}

static void encoding_chosen(void *context, int chosen) {
    struct importing *importing = context;
    if (chosen == 0)
        return;
    importing->choice.given = exchange_encoding(chosen);
    buffer_clear(&importing->faults);
    show(importing);
}

static void carry_out(void *context, struct view *view, const char *command) {
    struct importing *importing = context;
    struct desk *desk = importing->desk;
    if (strcmp(command, "encoding") == 0) {
        exchange_ask_encoding(desk, _("编码"), 1, encoding_chosen, importing);
    } else if (strcmp(command, "import") == 0) {
        run(importing);
    } else {
        ui_close(view);
        ui_message(desk->ui, _("没有导入，什么都没有改动"));
    }
}

/* ---- which file ----------------------------------------------------------------------------------- */

static void path_given(void *context, const char *typed) {
    struct importing *importing = context;
    struct desk *desk = importing->desk;
    struct problem problem = {0};
    struct buffer path = BUFFER_INIT;
    if (typed != NULL)
        text_append_trimmed(&path, typed);
    importing->path = path.length > 0 ? native_path(buffer_text(&path)) : NULL;
    buffer_release(&path);
    if (importing->path == NULL) {
        importing_free(importing);
        return;
    }
    if (text_preview_read(&importing->preview, importing->path, &problem) != STATUS_OK) {
        desk_show_problem(desk, &problem, "");
        importing_free(importing);
        return;
    }
    importing->choice.usual = source_usual_encoding(desk->office, importing->kind, importing->path);
    show(importing);
    if (importing->view == NULL) {
        importing_free(importing);
        return;
    }
    text_view_set_handlers(importing->view, &(struct text_handlers){.context = importing,
                                                                    .carry_out = carry_out,
                                                                    .free = importing_free});
    snprintf(importing->view->help_topic, sizeof importing->view->help_topic, "exchange");
    ui_push(desk->ui, importing->view);
}

void exchange_begin_import(struct desk *desk, const char *kind) {
    struct importing *importing = calloc(1, sizeof *importing);
    if (importing == NULL) {
        ui_error(desk->ui, _("内存不足。"));
        return;
    }
    importing->desk = desk;
    importing->kind = kind;
    prompt_line(desk->ui, _("导入哪个文件（.csv 或 .tsv）"), "", PATH_CHARACTERS, false, path_given,
                importing);
    prompt_take_letters(desk->ui);
}
