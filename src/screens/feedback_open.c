/* 34 待办反馈: editing shows the due date the record would get, as registering does. */
#include "screens/screen.h"

static void changed(struct desk *desk, struct view *form, const char *field) {
    const struct screen *registration = screen_find("feedback");
    registration->changed(desk, form, field);
}

const struct screen screen_feedback_open = {
    .name = "feedback_open",
    .changed = changed,
};
