/* 09 导入导出: the kinds of records, to bring in from a file or to write into one. Reads and writes no file itself. */
#include "screens/exchange.h"
#include "screens/rows_list.h"
#include "screens/screen.h"

#include "base/language.h"
#include "report/kind_labels.h"
#include "store/columns.h"
#include "ui/prompt.h"
#include "work/flow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const enum encoding offered[EXCHANGE_ENCODINGS] = {
    ENCODING_UTF_8, ENCODING_GB18030,  ENCODING_GBK,
    ENCODING_BIG5,  ENCODING_UTF_16LE, ENCODING_UTF_16BE,
};

enum encoding exchange_encoding(int chosen) {
    return offered[chosen - 1];
}

void exchange_ask_encoding(struct desk *desk, const char *question, int usual,
                           void (*done)(void *context, int chosen), void *context) {
    const char *names[EXCHANGE_ENCODINGS];
    for (int i = 0; i < EXCHANGE_ENCODINGS; i++)
        names[i] = encoding_name(offered[i]);
    prompt_choice(desk->ui, question, names, EXCHANGE_ENCODINGS, usual, done, context);
}

/* ---- the list ----------------------------------------------------------------------------------- */

static bool may_import(const struct desk *desk, const char *kind) {
    return flow_allows(desk->office, kind, "", "register");
}

static enum status fill(void *context, struct rows *rows, struct problem *problem) {
    struct desk *desk = context;
    struct kind_labels labels = {.files = &desk->files};
    (void)problem;
    for (const struct record_kind *kind = record_kinds; kind->kind != NULL; kind++) {
        rows_add(rows, kind->kind);
        rows_set(rows, 0, kind->prefix);
        rows_set(rows, 1, kind_labels_of(&labels, kind->kind));
        rows_set(rows, 2, may_import(desk, kind->kind) ? _("可导入") : "");
    }
    kind_labels_release(&labels);
    return STATUS_OK;
}

static bool carry_out(void *context, const char *command, const char *key) {
    struct desk *desk = context;
    const struct record_kind *kind = record_kind_find(key);
    if (kind == NULL)
        return false;
    if (strcmp(command, "export") == 0)
        exchange_begin_export(desk, kind->kind);
    else if (!may_import(desk, kind->kind))
        ui_error(desk->ui, _("这一种记录不能由您导入：它由别的记录产生，或者要别的角色登记"));
    else if (desk_may_write(desk))
        exchange_begin_import(desk, kind->kind);
    return true;
}

static void open_row(void *context, const char *key) {
    carry_out(context, "export", key);
}

static bool open_screen(struct desk *desk, const struct scr *scr) {
    char title[96];
    const struct list_column columns[] = {
        {_("编号字头"), 10, false}, {_("记录"), 30, false}, {_("导入"), 0, false}};
    const struct list_option options[] = {{6, "export", _("导出"), true},
                                          {7, "import", _("导入"), true}};
    const struct rows_source source = {
        .context = desk, .fill = fill, .open = open_row, .carry_out = carry_out};
    snprintf(title, sizeof title, " %s %s", scr->code, desk_title(scr));
    const struct rows_spec spec = {
        .title = title,
        .subtitle = _("6 导出成文件，7 从文件导入"),
        .empty = "",
        .columns = columns,
        .column_count = 3,
        .options = options,
        .option_count = 2,
        .help_topic = "exchange",
        .source = &source,
    };
    return rows_list_open(desk, &spec);
}

const struct screen screen_exchange = {
    .name = "exchange",
    .open = open_screen,
};
