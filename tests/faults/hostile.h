/* Five hundred strings that want to be more than text: orders to a terminal, a printer, a spreadsheet, a page of the web, the
 * database or the search; characters that hide or turn; bytes that are none. */
#ifndef ZWGK_TESTS_FAULTS_HOSTILE_H
#define ZWGK_TESTS_FAULTS_HOSTILE_H

#include <stdio.h>
#include <string.h>

enum { HOSTILE_COUNT = 500, HOSTILE_BYTES = 200 };

static const char *const hostile_cores[] = {
    /* terminals: colours, cursor, modes, titles, answers, clipboards, strings that never end */
    "\033[2J", "\033[31;44;5m", "\033[?1049h", "\033[?25l", "\033[6n", "\033[c", "\033c", "\033#8", "\033]0;x\a", "\033]52;c;aGk=\a",
    "\033P$q\"p\033\\", "\033_Gx\033\\", "\033^x\033\\", "\033X", "\033[200~ls\r\033[201~", "\xC2\x9B" "2J", "\xC2\x9D" "0;x\xC2\x9C",
    "\xC2\x90", "\x9B" "2J", "\x0E\x0F", "\x05", "\a", "\b\b\b", "\r", "\f", "\v", "\x7F", "\x1A", "\x11\x13", "\t",
    /* printers */
    "\033%-12345X@PJL", "\033E", "\033&l0O", "\x1D\x28\x6B", "%!PS",
    /* what hides, turns, joins */
    "\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x80\x8B", "\xEF\xBB\xBF", "\xC2\xAD", "\xF3\xA0\x81\x81", "\xE2\x80\xA8", "\xEF\xBF\xBE",
    "a\xCC\x80\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85", "\xE2\x80\x8D", "\xEE\x80\x80", "\xD8\x9C",
    /* no text at all */
    "\xFF", "\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE4\xB8", "\x80",
    /* spreadsheets */
    "=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\xEF\xBC\x9D" "1+1", "\xEF\xBC\x8B" "1", "\xEF\xBC\x8D" "1", "\xEF\xBC\xA0" "x",
    "=HYPERLINK(\"http://x\")", "\t=1", "\n=1", " =1", "'=1",
    /* databases, patterns, searches */
    "'; DROP TABLE record;--", "' OR '1'='1", "\"; DELETE FROM audit;--", "%' ESCAPE '", "_%_%", "\\", "1); ATTACH 'x' AS y;--", "NULL",
    "?1", ":me", "$1", "/**/", "NEAR(a b)", "tokens:a", "\"a\" AND \"b\"", "*", "^a", "{a b}:c", "a -b", "(((((", "a|b", "!=", ">=", ":", "空|非空",
    /* formats, shells, paths, pages */
    "%s%n%x", "{title}", "{number}", "{{}}", "$(id)", "`id`", "|id", ";id", "../../etc/passwd", "/dev/stdin", "<script>alert(1)</script>",
    "\"><img src=x onerror=x>", "&lt;", "<!--", "]]>", "javascript:x", "\\u0000", "%00", "--help", "-o raw",
};

enum { HOSTILE_CORES = sizeof hostile_cores / sizeof *hostile_cores, HOSTILE_PLACES = 5 };

/* The i-th of HOSTILE_COUNT: alone, before, behind and amid Chinese text, and twice. */
static inline const char *hostile_string(int i, char out[HOSTILE_BYTES]) {
    const char *core = hostile_cores[i % HOSTILE_CORES];
    switch (i / HOSTILE_CORES % HOSTILE_PLACES) {
    case 0:
        snprintf(out, HOSTILE_BYTES, "%s", core);
        break;
    case 1:
        snprintf(out, HOSTILE_BYTES, "%s东门村路灯", core);
        break;
    case 2:
        snprintf(out, HOSTILE_BYTES, "䶮𠮷%s", core);
        break;
    case 3:
        snprintf(out, HOSTILE_BYTES, "宅基%s地，%d", core, i);
        break;
    default:
        snprintf(out, HOSTILE_BYTES, "%s%s", core, core);
    }
    return out;
}

/* The first of `bytes` that no terminal may be sent as part of a text: a control, C1, what hides or turns. Sequences that begin
 * with ESC [ and end within their own letters are the program's own. NULL: none. */
static inline const char *hostile_find_in_terminal(const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c == 033) {
            if (i + 1 < length && strchr("[()78=>M", bytes[i + 1]) == NULL)
                return bytes + i;
        } else if (c < ' ' && strchr("\r\n\b\t\x0E\x0F", c) == NULL) {
            return bytes + i;
        } else if (c == 0x7F || c == 0xFF || c == 0xC0) {
            return bytes + i;
        } else if (i + 1 < length && c == 0xC2 && (unsigned char)bytes[i + 1] < 0xA0) {
            return bytes + i;
        } else if (i + 2 < length &&
                   (memcmp(bytes + i, "\xE2\x80\xAE", 3) == 0 || memcmp(bytes + i, "\xE2\x81\xA6", 3) == 0 ||
                    memcmp(bytes + i, "\xE2\x80\x8B", 3) == 0 || memcmp(bytes + i, "\xE2\x80\x8D", 3) == 0 ||
                    memcmp(bytes + i, "\xEF\xBB\xBF", 3) == 0 || memcmp(bytes + i, "\xF3\xA0\x81", 3) == 0 ||
                    memcmp(bytes + i, "\xE2\x80\xA8", 3) == 0 || memcmp(bytes + i, "\xED\xA0\x80", 3) == 0)) {
            return bytes + i;
        }
    }
    return NULL;
}

#endif
