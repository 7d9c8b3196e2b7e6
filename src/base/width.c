/* Columns of characters, by the generated ranges. Also the wcwidth() of the whole program: ncurses
 * calls this one instead of the C library's, so that both agree whatever the locale. */
#include "base/width.h"

#include <wchar.h>

#include "base/width_table.h"

static int ambiguous_columns = 1;

void width_set_ambiguous(int columns) {
    ambiguous_columns = columns == 2 ? 2 : 1;
}

int width_ambiguous(void) {
    return ambiguous_columns;
}

/* As the table has it: -1, 0, 1, 2 or WIDTH_AMBIGUOUS. */
static int table_width(char32_t character) {
    size_t low = 0;
    size_t high = width_range_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (character > width_ranges[middle].last) {
            low = middle + 1;
        } else if (character < width_ranges[middle].first) {
            high = middle;
        } else {
            return width_ranges[middle].width;
        }
    }
    return -1;
}

int width_of(char32_t character) {
    if (character >= 0x20 && character < 0x7F) {
        return 1;
    }
    if (character >= 0x4E00 && character <= 0x9FFF) {
        return 2;
    }
    int width = table_width(character);
    return width == WIDTH_AMBIGUOUS ? ambiguous_columns : width;
}

bool width_is_ambiguous(char32_t character) {
    return table_width(character) == WIDTH_AMBIGUOUS;
}

/* Its wcswidth() does not call wcwidth() through the program's symbols. */
int width_of_library(char32_t character) {
    const wchar_t text[] = {(wchar_t)character, L'\0'};
    return wcswidth(text, 1);
}

int wcwidth(wchar_t character) {
    return character == L'\0' ? 0 : width_of((char32_t)character);
}
