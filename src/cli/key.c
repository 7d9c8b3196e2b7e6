/* zwgk key: what a text is found by: its initials, its readings run together, its strokes. Needs no database. */
#include "cli/command.h"

#include <string.h>

#include "base/fold.h"
#include "base/language.h"
#include "base/pinyin.h"
#include "base/strokes.h"
#include "base/text.h"
#include "exchange/json_write.h"

enum { WAYS_MOST = 64 };

/* Words parted by blanks, each once. */
struct keys {
    struct buffer initials;
    struct buffer pinyin;
    struct buffer strokes;
};

static void add_word(struct buffer *words, const char *word) {
    size_t length = strlen(word);
    const char *found = buffer_text(words);
    while ((found = strstr(found, word)) != NULL) {
        bool begins = found == buffer_text(words) || found[-1] == ' ';
        if (begins && (found[length] == ' ' || found[length] == '\0')) {
            return;
        }
        found += length;
    }
    buffer_append(words, words->length > 0 ? " " : "");
    buffer_append(words, word);
}

/* A v of the syllables, which stands for ü, as this letter too. */
static void add_spelled(struct buffer *words, const char *syllables, const char *letter) {
    struct buffer spelled = BUFFER_INIT;
    for (const char *at = syllables; *at != '\0'; at++) {
        bool is_umlaut = *at == 'v' && at > syllables && (at[-1] == 'l' || at[-1] == 'n');
        buffer_append_bytes(&spelled, is_umlaut ? letter : at, is_umlaut ? strlen(letter) : 1);
    }
    add_word(words, buffer_text(&spelled));
    words->failed = words->failed || spelled.failed;
    buffer_release(&spelled);
}

static bool add_way(void *context, const char *initials, const char *syllables) {
    struct keys *keys = context;
    add_word(&keys->initials, initials);
    add_word(&keys->pinyin, syllables);
    add_spelled(&keys->pinyin, syllables, "ü");
    add_spelled(&keys->pinyin, syllables, "u");
    return true;
}

static void add_strokes(struct buffer *out, const char *text) {
    size_t length = strlen(text);
    for (size_t at = 0; at < length;) {
        char32_t character;
        at += text_decode(text + at, length - at, &character);
        if (!fold_is_hanzi(character))
            continue;
        unsigned strokes = stroke_count(character);
        buffer_append(out, out->length > 0 ? " " : "");
        if (strokes > 0)
            buffer_append_format(out, "%u", strokes);
        else
            buffer_append_char(out, '?');
    }
}

static void json_words(struct json *json, const char *key, const char *words) {
    json_begin(json, key, '[');
    while (*words != '\0') {
        struct buffer word = BUFFER_INIT;
        size_t length = strcspn(words, " ");
        buffer_append_bytes(&word, words, length);
        json_text(json, NULL, buffer_text(&word));
        json->out->failed = json->out->failed || word.failed;
        buffer_release(&word);
        words += length;
        words += strspn(words, " ");
    }
    json_end(json, ']');
}

static void append_json(struct buffer *out, const struct keys *keys) {
    struct json json;
    json_init(&json, out);
    json_begin(&json, NULL, '{');
    json_words(&json, "initials", buffer_text(&keys->initials));
    json_words(&json, "pinyin", buffer_text(&keys->pinyin));
    json_words(&json, "strokes", buffer_text(&keys->strokes));
    json_end(&json, '}');
    buffer_append_char(out, '\n');
}

static void append_lines(struct buffer *out, const struct keys *keys) {
    buffer_append_format(out, "initials: %s\n", buffer_text(&keys->initials));
    buffer_append_format(out, "pinyin: %s\n", buffer_text(&keys->pinyin));
    buffer_append_format(out, "strokes: %s\n", buffer_text(&keys->strokes));
}

static int show_keys(struct cli *cli, const char *text, bool is_json) {
    struct keys keys = {BUFFER_INIT, BUFFER_INIT, BUFFER_INIT};
    struct buffer out = BUFFER_INIT;
    bool is_whole = pinyin_ways(text, NULL, WAYS_MOST, add_way, &keys);
    int code = EXIT_DONE;
    add_strokes(&keys.strokes, text);
    if (keys.initials.length == 0 && keys.strokes.length == 0) {
        code = cli_usage(cli, N_("“{text}”里没有汉字、字母或数字"), "text", text);
    } else {
        (is_json ? append_json : append_lines)(&out, &keys);
        cli_write(cli, &out);
        if (!is_whole)
            cli_say(cli, _("字太多或读法太多，只列出前 64 种读法和前 64 个字的读音"));
    }
    buffer_release(&keys.initials);
    buffer_release(&keys.pinyin);
    buffer_release(&keys.strokes);
    buffer_release(&out);
    return code;
}

int key_run(struct cli *cli, int count, char **words) {
    const char *format = "text";
    const struct option options[] = {{"--format", &format, NULL}, {NULL, NULL, NULL}};
    int operands = options_read(cli, count, words, options);
    if (operands < 0)
        return EXIT_USAGE;
    if (operands == 0 || words[0][0] == '\0')
        return cli_usage(cli, N_("请写明要看哪个词的检索码"), NULL, NULL);
    if (operands > 1)
        return cli_usage(cli, N_("多余的“{word}”；有空格的词请加引号"), "word", words[1]);
    if (strcmp(format, "text") != 0 && strcmp(format, "json") != 0)
        return cli_usage(cli, N_("--format 应为 text 或 json，不是“{format}”"), "format", format);
    if (!text_is_valid(words[0], strlen(words[0]), NULL))
        return cli_usage(cli, N_("这个词不是 UTF-8 文字"), NULL, NULL);
    return show_keys(cli, words[0], strcmp(format, "json") == 0);
}
