/* 打印. What is printed is made and refused by report/prints; here it is only asked for and given out, never
 * before it stands in the audit. */
#include "screens/print.h"

#include "base/language.h"
#include "base/native.h"
#include "base/text.h"
#include "exchange/file_out.h"
#include "report/print.h"
#include "ui/prompt.h"
#include "ui/text_view.h"
#include "work/print_log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { OFFERS_MOST = 32, PATH_CHARACTERS = 400 };

struct printing {
    struct desk *desk;
    const struct print_form *form;
    struct print_request request;
    int64_t *ids;
    const struct print_form *offers[OFFERS_MOST]; /* that fit, before one is chosen */
    int offer_count;
    struct buffer text;    /* the pages */
    struct buffer remarks; /* what to look at before they are given out */
    char *path;            /* typed, for when it has to be asked about */
    bool is_shown;         /* a view owns it */
};

void printing_free(struct printing *printing) {
    buffer_release(&printing->text);
    buffer_release(&printing->remarks);
    free(printing->path);
    free(printing->ids);
    free(printing);
}

void printing_keep(struct printing *printing) {
    printing->is_shown = true;
}

/* The end of a question: kept while it is shown. */
static void finish(struct printing *printing) {
    if (!printing->is_shown)
        printing_free(printing);
}

struct printing *printing_new(struct desk *desk, const struct print_form *form,
                              const struct print_request *request) {
    struct printing *printing = calloc(1, sizeof *printing);
    size_t size = request->id_count * sizeof *printing->ids;
    if (printing == NULL || (size > 0 && (printing->ids = malloc(size)) == NULL)) {
        free(printing);
        ui_error(desk->ui, _("内存不足。"));
        return NULL;
    }
    if (size > 0)
        memcpy(printing->ids, request->ids, size);
    printing->desk = desk;
    printing->form = form;
    printing->request = *request;
    printing->request.ids = printing->ids;
    printing->request.remarks = &printing->remarks;
    return printing;
}

/* The pages as they are now; false after saying why there are none. */
static bool make(struct printing *printing) {
    struct problem problem = {0};
    struct desk *desk = printing->desk;
    buffer_clear(&printing->text);
    buffer_clear(&printing->remarks);
    if (prints_append(desk->office, &desk->files, printing->form, &printing->request,
                      &printing->text, &problem) == STATUS_OK)
        return true;
    desk_show_problem(desk, &problem, printing->form->kind);
    return false;
}

bool printing_set_period(struct printing *printing, day_number from, day_number to) {
    struct print_request before = printing->request;
    printing->request.from = from;
    printing->request.to = to;
    if (make(printing))
        return true;
    printing->request = before;
    return false;
}

static bool log_print(struct printing *printing, const char *where) {
    struct buffer what = BUFFER_INIT;
    struct problem problem = {0};
    const struct print_request *request = &printing->request;
    prints_append_what(printing->desk->office, printing->form, request, &what);
    buffer_append_format(&what, ": %s", where);
    bool is_logged =
        office_log_print(printing->desk->office, buffer_text(&what),
                         request->id_count == 1 ? request->ids[0] : 0, &problem) == STATUS_OK;
    if (!is_logged)
        desk_show_problem(printing->desk, &problem, "");
    buffer_release(&what);
    return is_logged;
}

static enum status given_out(struct printing *printing, struct problem *problem) {
    return prints_given_out(printing->desk->office, printing->form, buffer_text(&printing->text),
                            problem);
}

static const char *form_title(const struct print_form *form) {
    return language_text("print", form->title);
}

/* ---- a file -------------------------------------------------------------------------------------- */

static void write_file(struct printing *printing) {
    struct file_out file;
    struct problem problem = {0};
    struct buffer copy = BUFFER_INIT, said = BUFFER_INIT;
    buffer_append_bytes(&copy, buffer_text(&printing->text), printing->text.length);
    if (!log_print(printing, printing->path)) {
        buffer_release(&copy);
        return;
    }
    char *path = native_path(printing->path);
    enum status status = file_out_open(&file, path != NULL ? path : printing->path, &problem);
    free(path);
    if (status == STATUS_OK) {
        status = file_out_write(&file, &copy, &problem);
        if (status == STATUS_OK)
            status = file_out_commit(&file, &problem);
        else
            file_out_abandon(&file);
    }
    if (status == STATUS_OK)
        status = given_out(printing, &problem);
    if (status == STATUS_OK) {
        buffer_append_format(&said, "%s%s", _("已存成 "), printing->path);
        ui_message(printing->desk->ui, buffer_text(&said));
    } else {
        desk_show_problem(printing->desk, &problem, "");
    }
    buffer_release(&copy);
    buffer_release(&said);
}

static void ask_path(struct printing *printing, const char *start);

static void overwrite_chosen(void *context, int chosen) {
    struct printing *printing = context;
    if (chosen == 1) {
        char *path = printing->path;
        printing->path = NULL;
        ask_path(printing, path);
        free(path);
        return;
    }
    if (chosen == 2)
        write_file(printing);
    else
        ui_message(printing->desk->ui, _("没有存"));
    finish(printing);
}

static bool is_there(const char *typed) {
    char *path = native_path(typed);
    bool is_found = access(path != NULL ? path : typed, F_OK) == 0;
    free(path);
    return is_found;
}

static void path_given(void *context, const char *text) {
    struct printing *printing = context;
    struct buffer path = BUFFER_INIT;
    const char *home = getenv("HOME");
    if (text != NULL)
        text_append_trimmed(&path, text);
    if (path.length > 2 && strncmp(path.data, "~/", 2) == 0 && home != NULL) {
        struct buffer whole = BUFFER_INIT;
        buffer_append_format(&whole, "%s%s", home, path.data + 1);
        buffer_release(&path);
        path = whole;
    }
    bool is_given = path.length > 0;
    free(printing->path);
    printing->path = buffer_take(&path);
    if (!is_given || printing->path == NULL) {
        ui_message(printing->desk->ui, _("没有存"));
        finish(printing);
    } else if (is_there(printing->path)) {
        const char *const answers[] = {_("换个名字"), _("覆盖")};
        prompt_choice(printing->desk->ui, _("已经有这个文件"), answers, 2, 1, overwrite_chosen,
                      printing);
    } else {
        write_file(printing);
        finish(printing);
    }
}

static void ask_path(struct printing *printing, const char *start) {
    prompt_line(printing->desk->ui, _("存成文件"), start, PATH_CHARACTERS, false, path_given,
                printing);
}

/* The number of the one record that is printed; nothing for several. */
static void append_number(const struct printing *printing, const char *before, struct buffer *out) {
    struct record record = {0};
    const struct office *office = printing->desk->office;
    if (printing->request.id_count == 1 &&
        store_read(office->store, &office->visible, printing->ids[0], &record, NULL) == STATUS_OK)
        buffer_append_format(out, "%s%s", before, fields_text(&record.fields, "number"));
    record_release(&record);
}

/* HOME/交办单-FK2026-00001.txt, HOME/反馈专栏-2026-11-20.txt */
static void ask_usual_path(struct printing *printing) {
    struct buffer path = BUFFER_INIT;
    const char *home = getenv("HOME");
    char today[DATE_BYTES];
    buffer_append_format(&path, "%s/%s", home != NULL && home[0] == '/' ? home : ".",
                         form_title(printing->form));
    if (printing->request.id_count == 1)
        append_number(printing, "-", &path);
    else
        buffer_append_format(&path, "-%s",
                             date_to_iso(office_today(printing->desk->office), today));
    buffer_append(&path, ".txt");
    ask_path(printing, buffer_text(&path));
    buffer_release(&path);
}

/* ---- where to ------------------------------------------------------------------------------------ */

static void send_to_printer(struct printing *printing) {
    struct problem problem = {0};
    struct desk *desk = printing->desk;
    if (!log_print(printing, "lp"))
        return;
    enum status status = print_text(desk->office, buffer_text(&printing->text), &problem);
    if (status == STATUS_OK)
        status = given_out(printing, &problem);
    if (status == STATUS_OK)
        ui_message(desk->ui, _("已送打印机"));
    else
        desk_show_problem(desk, &problem, "");
}

void printing_carry_out(struct printing *printing, const char *command) {
    if (strcmp(command, "file") == 0)
        ask_usual_path(printing);
    else
        send_to_printer(printing);
}

bool printing_fill(struct printing *printing, const char *title, const char *right,
                   struct view **view) {
    const struct text_option options[] = {
        {2, "file", _("存成文件")},
        {3, "lp", _("打印机")},
    };
    struct buffer shown = BUFFER_INIT;
    paper_append_for_screen(&shown, buffer_text(&printing->text));
    if (*view)
        text_view_set(*view, title, right, buffer_text(&shown), options, 2);
    else
        *view = text_view_new(title, right, buffer_text(&shown), options, 2, NULL);
    buffer_release(&shown);
    if (printing->remarks.length > 0)
        ui_message(printing->desk->ui, buffer_text(&printing->remarks));
    return *view != NULL;
}

static void shown_carry_out(void *context, struct view *view, const char *command) {
    (void)view;
    printing_carry_out(context, command);
}

static void shown_free(void *context) {
    printing_free(context);
}

static void show(struct printing *printing) {
    struct view *view = NULL;
    struct buffer title = BUFFER_INIT;
    buffer_append_format(&title, " %s", form_title(printing->form));
    append_number(printing, " ", &title);
    bool is_filled = printing_fill(printing, buffer_text(&title), "", &view);
    buffer_release(&title);
    if (!is_filled) {
        printing_free(printing);
        return;
    }
    printing_keep(printing);
    text_view_set_handlers(view, &(struct text_handlers){.context = printing,
                                                         .carry_out = shown_carry_out,
                                                         .free = shown_free});
    snprintf(view->help_topic, sizeof view->help_topic, "print");
    ui_push(printing->desk->ui, view);
}

static void place_chosen(void *context, int chosen) {
    struct printing *printing = context;
    if (chosen == 0)
        ui_message(printing->desk->ui, _("没有打印"));
    if (chosen == 0 || !make(printing)) {
        printing_free(printing);
        return;
    }
    if (chosen == 1 || printing->remarks.length > 0) { /* first it is looked at */
        show(printing);
    } else if (chosen == 2) {
        ask_usual_path(printing);
    } else {
        send_to_printer(printing);
        printing_free(printing);
    }
}

static void ask_place(struct printing *printing) {
    const char *const answers[] = {_("看"), _("存成文件"), _("打印机")};
    prompt_choice(printing->desk->ui, form_title(printing->form), answers, 3, 1, place_chosen,
                  printing);
}

/* ---- what ---------------------------------------------------------------------------------------- */

static void form_chosen(void *context, const char *name) {
    struct printing *printing = context;
    if (name == NULL) {
        ui_message(printing->desk->ui, _("没有打印"));
        printing_free(printing);
        return;
    }
    printing->form = prints_find(name);
    ask_place(printing);
}

static void fetch_forms(void *context, const char *typed, struct choices *out) {
    const struct printing *printing = context;
    for (int i = 0; i < printing->offer_count; i++) {
        const char *title = form_title(printing->offers[i]);
        if (choice_fits(title, typed))
            choices_add(out, printing->offers[i]->name, title, "");
    }
}

/* Keeps the forms that fit one more record. */
static bool keep_fitting(struct printing *printing, int64_t id) {
    struct record record = {0};
    struct problem problem = {0};
    struct office *office = printing->desk->office;
    int kept = 0;
    if (store_read(office->store, &office->visible, id, &record, &problem) != STATUS_OK) {
        desk_show_problem(printing->desk, &problem, "");
        return false;
    }
    for (int i = 0; i < printing->offer_count; i++)
        if (prints_fits(printing->offers[i], &record))
            printing->offers[kept++] = printing->offers[i];
    printing->offer_count = kept;
    record_release(&record);
    return true;
}

static bool offer(struct printing *printing) {
    for (const struct print_form *form = print_forms; form->name != NULL; form++)
        if ((form->by & PRINT_BY_NUMBERS) != 0 && printing->offer_count < OFFERS_MOST)
            printing->offers[printing->offer_count++] = form;
    for (size_t i = 0; i < printing->request.id_count; i++)
        if (!keep_fitting(printing, printing->ids[i]))
            return false;
    return printing->offer_count > 0;
}

/* Asks which of the forms that are offered; true when something was opened. */
static bool ask_form(struct desk *desk, struct printing *printing) {
    printing->form = printing->offers[0];
    if (printing->offer_count == 1)
        ask_place(printing);
    else
        prompt_list(desk->ui, language_text("option", N_("打印")), ui_rows(desk->ui) - 3, "",
                    fetch_forms, form_chosen, printing);
    return true;
}

bool print_open_form(struct desk *desk, const char *name) {
    const struct print_request request = {.from = DATE_NONE};
    struct printing *printing = printing_new(desk, prints_find(name), &request);
    if (printing == NULL)
        return false;
    ask_place(printing);
    return true;
}

bool print_open(struct desk *desk, const int64_t *ids, size_t count) {
    struct print_request request = {.ids = ids, .id_count = count, .from = DATE_NONE};
    struct printing *printing = printing_new(desk, NULL, &request);
    if (printing == NULL)
        return false;
    if (!offer(printing)) {
        printing_free(printing);
        return false;
    }
    return ask_form(desk, printing);
}

bool print_open_lists(struct desk *desk) {
    struct print_request request = {.from = DATE_NONE};
    struct printing *printing = printing_new(desk, NULL, &request);
    if (printing == NULL)
        return false;
    for (const struct print_form *form = print_forms; form->name != NULL; form++)
        if ((form->by & PRINT_OF_ALL) != 0 && printing->offer_count < OFFERS_MOST)
            printing->offers[printing->offer_count++] = form;
    return ask_form(desk, printing);
}

static struct printing *printing_of_year(struct desk *desk, int year) {
    const struct print_request request = {.from = date_from_ymd(year, 1, 1),
                                          .to = date_from_ymd(year, 12, 31)};
    return printing_new(desk, NULL, &request);
}

bool print_open_forms(struct desk *desk, const char *const *names, size_t count, int year) {
    struct printing *printing = printing_of_year(desk, year);
    if (printing == NULL)
        return false;
    for (size_t i = 0; i < count && printing->offer_count < OFFERS_MOST; i++)
        printing->offers[printing->offer_count++] = prints_find(names[i]);
    return ask_form(desk, printing);
}

bool print_open_year(struct desk *desk, int year) {
    struct printing *printing = printing_of_year(desk, year);
    if (printing == NULL)
        return false;
    for (const struct print_form *form = print_forms; form->name != NULL; form++)
        if (strcmp(form->kind, "card") == 0 && (form->by & PRINT_BY_YEAR) != 0 &&
            printing->offer_count < OFFERS_MOST)
            printing->offers[printing->offer_count++] = form;
    return ask_form(desk, printing);
}
