/* Limits of the catalogue in words. Counts nothing. */
#include "report/catalogue_words.h"

#include "base/language.h"

#include <string.h>

static const char *words_for(const char *unit, const char *fixed) {
    if (strcmp(unit, "at_once") == 0)
        return N_("即时");
    if (strcmp(unit, "workday") == 0)
        return N_("{amount} 个工作日内");
    if (strcmp(unit, "day") == 0)
        return N_("{amount} 日内");
    if (strcmp(unit, "fixed") != 0)
        return NULL;
    if (strcmp(fixed, "quarter") == 0)
        return N_("每季首月 {amount} 日前");
    return fixed[0] ? N_("每年 {month} 月 {amount} 日前") : N_("每月 {amount} 日前");
}

void catalogue_words_append_limit(struct buffer *out, const char *unit, const char *amount,
                                  const char *fixed) {
    struct problem sentence = {0};
    const char *words = words_for(unit, fixed);
    if (!words || (amount[0] == '\0' && strcmp(unit, "at_once") != 0))
        return;
    problem_set(&sentence, STATUS_OK, "", words);
    problem_place(&sentence, "amount", amount);
    problem_place(&sentence, "month", fixed[0] == '0' ? fixed + 1 : fixed);
    language_append_problem(out, &sentence, NULL);
}
