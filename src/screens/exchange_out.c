/* From records into a file: its name and encoding are asked for; a character that the encoding lacks stops it, and
 * what to do is asked. Chooses no records: all that the user may see. */
#include "screens/exchange.h"

#include "base/language.h"
#include "base/native.h"
#include "base/text.h"
#include "exchange/record_export.h"
#include "ui/prompt.h"
#include "ui/text_view.h"
#include "work/personal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_CHARACTERS = 400, LOSSES_SHOWN = 2000 };

struct exporting {
    struct desk *desk;
    const char *kind;
    char *path; /* as the system calls it */
    struct file_encoding how;
    enum export_format format;
    bool is_revealed;
    struct buffer losses; /* the places that were replaced, a line each */
    int64_t loss_count;
};

static void exporting_free(struct exporting *exporting) {
    buffer_release(&exporting->losses);
    free(exporting->path);
    free(exporting);
}

static void note_loss(void *context, const struct file_loss *loss) {
    struct exporting *exporting = context;
    struct problem said;
    char shown[5] = "", code[12];
    if (exporting->loss_count++ >= LOSSES_SHOWN)
        return;
    shown[text_encode(loss->character, shown)] = '\0';
    snprintf(code, sizeof code, "U+%04X", (unsigned)loss->character);
    problem_set(&said, STATUS_OK, "",
                loss->is_space
                    ? N_("第 {line} 行第 {column} 栏 {heading}：不间断空格（{code}）写成了普通空格")
                    : N_("第 {line} 行第 {column} 栏 {heading}：“{character}”（{code}）写成了〓"));
    problem_place(&said, "heading", loss->heading);
    problem_place(&said, "character", shown);
    problem_place(&said, "code", code);
    said.line = (int)loss->row;
    said.column = (int)loss->column;
    language_append_problem(&exporting->losses, &said, NULL);
    buffer_append_char(&exporting->losses, '\n');
}

static void tell_written(struct exporting *exporting, int64_t count) {
    struct problem said;
    struct buffer text = BUFFER_INIT;
    problem_set(&said, STATUS_OK, "",
                exporting->loss_count > 0 ? N_("已导出 {count} 件到 {file}，{lost} 处的字换了")
                                          : N_("已导出 {count} 件到 {file}"));
    problem_place_integer(&said, "count", count);
    problem_place_integer(&said, "lost", exporting->loss_count);
    problem_place(&said, "file", exporting->path);
    language_append_problem(&text, &said, NULL);
    ui_message(exporting->desk->ui, buffer_text(&text));
    buffer_release(&text);
}

static void show_losses(struct exporting *exporting) {
    char title[96];
    if (exporting->losses.length == 0)
        return;
    snprintf(title, sizeof title, " 09 %s", _("换掉的字"));
    struct view *view = text_view_new(title, "", buffer_text(&exporting->losses), NULL, 0, NULL);
    if (view == NULL)
        return;
    snprintf(view->help_topic, sizeof view->help_topic, "exchange");
    ui_push(exporting->desk->ui, view);
}

static void run(struct exporting *exporting);

static void lack_chosen(void *context, int chosen) {
    struct exporting *exporting = context;
    if (chosen == 1)
        exporting->how.encoding = ENCODING_GB18030;
    else if (chosen == 2)
        exporting->how.lack = ENCODER_REPLACES;
    if (chosen == 1 || chosen == 2) {
        run(exporting);
        return;
    }
    ui_message(exporting->desk->ui, _("没有导出"));
    exporting_free(exporting);
}

static void ask_lack(struct exporting *exporting, const struct problem *problem) {
    const char *const answers[] = {_("改用 GB18030"), _("写成〓并列出"), _("不导出")};
    struct buffer question = BUFFER_INIT;
    struct problem asked = *problem;
    asked.message = N_("{encoding} 没有第 {line} 行的“{character}”");
    language_append_problem(&question, &asked, NULL);
    prompt_choice(exporting->desk->ui, buffer_text(&question), answers, 3, 1, lack_chosen,
                  exporting);
    buffer_release(&question);
}

/* A character that is lacking, and no other fault of the data. */
static bool is_lack(const struct exporting *exporting, const struct problem *problem) {
    return problem->status == STATUS_INVALID && problem->place_count > 1 &&
           exporting->how.lack == ENCODER_STOPS && exporting->how.encoding != ENCODING_GB18030 &&
           exporting->how.encoding != ENCODING_AUTO;
}

static void run(struct exporting *exporting) {
    struct problem problem = {0};
    struct desk *desk = exporting->desk;
    int64_t count = 0;
    buffer_clear(&exporting->losses);
    exporting->loss_count = 0;
    const struct export_request request = {.kind = exporting->kind,
                                           .path = exporting->path,
                                           .format = exporting->format,
                                           .how = exporting->how,
                                           .is_revealed = exporting->is_revealed};
    enum status status = record_export(desk->office, &desk->files, &request, &count, &problem);
    if (status != STATUS_OK && is_lack(exporting, &problem)) {
        ask_lack(exporting, &problem);
        return;
    }
    if (status == STATUS_OK) {
        tell_written(exporting, count);
        show_losses(exporting);
    } else {
        desk_show_problem(desk, &problem, exporting->kind);
    }
    exporting_free(exporting);
}

static void stop(struct exporting *exporting) {
    ui_message(exporting->desk->ui, _("没有导出"));
    exporting_free(exporting);
}

static void reveal_chosen(void *context, int chosen) {
    struct exporting *exporting = context;
    exporting->is_revealed = chosen == 2;
    if (chosen == 0)
        stop(exporting);
    else
        run(exporting);
}

/* Names and telephones leave the office only where that is wanted. */
static void ask_reveal(struct exporting *exporting) {
    const char *const answers[] = {_("遮盖"), _("不遮盖，记入审计")};
    prompt_choice(exporting->desk->ui, _("姓名、电话、证件号"), answers, 2, 1, reveal_chosen,
                  exporting);
}

/* A table in UTF-8 gets a mark, so that a spreadsheet knows it. */
static void encoding_chosen(void *context, int chosen) {
    struct exporting *exporting = context;
    if (chosen == 0) {
        stop(exporting);
        return;
    }
    exporting->how.encoding = chosen == 1 ? ENCODING_AUTO : exchange_encoding(chosen);
    if (personal_kind_has_people(exporting->kind) &&
        personal_may_reveal(exporting->desk->office, NULL) == STATUS_OK)
        ask_reveal(exporting);
    else
        run(exporting);
}

static void ask_path(struct exporting *exporting, const char *start);

static void overwrite_chosen(void *context, int chosen) {
    struct exporting *exporting = context;
    if (chosen == 2) {
        exchange_ask_encoding(exporting->desk, _("编码"), 1, encoding_chosen, exporting);
        return;
    }
    struct buffer typed = BUFFER_INIT;
    native_append_text(&typed, exporting->path);
    if (chosen == 1)
        ask_path(exporting, buffer_text(&typed));
    else
        encoding_chosen(exporting, 0);
    buffer_release(&typed);
}

static void path_given(void *context, const char *typed) {
    struct exporting *exporting = context;
    struct desk *desk = exporting->desk;
    struct buffer path = BUFFER_INIT;
    if (typed != NULL)
        text_append_trimmed(&path, typed);
    free(exporting->path);
    exporting->path = path.length > 0 ? native_path(buffer_text(&path)) : NULL;
    bool has_format =
        exporting->path != NULL && export_format_of(buffer_text(&path), &exporting->format);
    if (!has_format) {
        if (path.length > 0)
            ui_error(desk->ui, _("没有导出：文件名应以 .csv、.tsv 或 .json 结尾"));
        else
            ui_message(desk->ui, _("没有导出"));
        exporting_free(exporting);
    } else if (access(exporting->path, F_OK) == 0) {
        const char *const answers[] = {_("换个名字"), _("覆盖")};
        prompt_choice(desk->ui, _("已经有这个文件"), answers, 2, 1, overwrite_chosen, exporting);
    } else {
        exchange_ask_encoding(desk, _("编码"), 1, encoding_chosen, exporting);
    }
    buffer_release(&path);
}

static void ask_path(struct exporting *exporting, const char *start) {
    prompt_line(exporting->desk->ui, _("导出成文件"), start, PATH_CHARACTERS, false, path_given,
                exporting);
    prompt_take_letters(exporting->desk->ui);
}

void exchange_begin_export(struct desk *desk, const char *kind) {
    struct exporting *exporting = calloc(1, sizeof *exporting);
    struct buffer path = BUFFER_INIT;
    const char *home = getenv("HOME");
    char today[DATE_BYTES];
    if (exporting == NULL) {
        ui_error(desk->ui, _("内存不足。"));
        return;
    }
    exporting->desk = desk;
    exporting->kind = kind;
    exporting->how = (struct file_encoding){.lost = note_loss, .context = exporting};
    native_append_text(&path, home != NULL && home[0] == '/' ? home : ".");
    buffer_append_format(&path, "/%s-%s.csv", kind, date_to_iso(office_today(desk->office), today));
    ask_path(exporting, buffer_text(&path));
    buffer_release(&path);
}
