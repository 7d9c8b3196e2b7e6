/* Addresses below the village or group, and those with a room, in running text. What follows the village,
 * group or street is hidden; a village, a group, an office's street and number are no hit. Looks nothing
 * up: words that are told apart stand here. */
#include <string.h>

#include "base/text.h"
#include "work/mask.h"

enum {
    DIGITS_MOST = 5,
    NUMERALS_MOST = 5,
    JOINED_MOST = 2, /* 12-3-501 */
    NAME_MOST = 6,   /* characters of a place's name between 村 and its 组 */
    BEFORE_MOST = 3, /* characters shown before 村 or 路 */
    PARTS_MOST = 6,
    SHOWN_MOST = 96, /* bytes kept */
};

struct span {
    const char *text;
    size_t length;
};

/* ---- words ---------------------------------------------------------------------------------------- */

static char32_t character_at(const struct span *span, size_t at, size_t *size) {
    char32_t character = 0;
    *size = at < span->length ? text_decode(span->text + at, span->length - at, &character) : 0;
    return character;
}

/* The end of the word at `at`, or `at`. */
static size_t take_word(const struct span *span, size_t at, const char *word) {
    size_t length = strlen(word);
    bool is_there = span->length - at >= length && memcmp(span->text + at, word, length) == 0;
    return is_there ? at + length : at;
}

/* The same for the first of the words, ended by NULL, that stands there. */
static size_t take_one_of(const struct span *span, size_t at, const char *const *words) {
    size_t end = at;
    for (; *words != NULL && end == at; words++) {
        end = take_word(span, at, *words);
    }
    return end;
}

static size_t skip_blanks(const struct span *span, size_t at) {
    for (int i = 0; i < 2; i++) {
        size_t size;
        char32_t character = character_at(span, at, &size);
        if (character != U' ' && character != U'\u3000') {
            break;
        }
        at += size;
    }
    return at;
}

static bool is_hanzi(char32_t character) {
    return (character >= 0x3400 && character <= 0x9FFF) ||
           (character >= 0xF900 && character <= 0xFAFF) ||
           (character >= 0x20000 && character <= 0x3FFFF);
}

/* ---- numbers -------------------------------------------------------------------------------------- */

static size_t take_digits(const struct span *span, size_t at) {
    size_t start = at;
    size_t size;
    int count = 0;
    while (mask_is_digit(character_at(span, at, &size))) {
        at += size;
        count++;
    }
    return count <= DIGITS_MOST ? at : start;
}

static size_t take_numerals(const struct span *span, size_t at) {
    static const char *const numerals[] = {"一", "二", "三", "四", "五", "六", "七",
                                           "八", "九", "十", "百", "零", "〇", NULL};
    for (int i = 0; i < NUMERALS_MOST; i++) {
        at = take_one_of(span, at, numerals);
    }
    return at;
}

/* 12, １２, 十二, 12-3, 12之3, 附3; the end, or `at` when there is none. */
static size_t take_number(const struct span *span, size_t at) {
    static const char *const joints[] = {"-", "－", "—", "之", "附", NULL};
    size_t end = take_digits(span, at);
    if (end == at) {
        return take_numerals(span, at);
    }
    for (int i = 0; i < JOINED_MOST; i++) {
        size_t joint = take_one_of(span, end, joints);
        size_t next = take_digits(span, joint);
        if (joint == end || next == joint) {
            break;
        }
        end = next;
    }
    return end;
}

/* ---- a number with its unit ----------------------------------------------------------------------- */

enum unit { UNIT_NONE, UNIT_GROUP, UNIT_NUMBER, UNIT_ROOM, UNIT_BUILDING, UNIT_STAIRS, UNIT_FLOOR };

static enum unit take_unit(const struct span *span, size_t *at) {
    static const struct {
        const char *word;
        enum unit unit;
    } units[] = {
        {"村民小组", UNIT_GROUP}, {"组", UNIT_GROUP},      {"社", UNIT_GROUP},
        {"队", UNIT_GROUP},       {"号楼", UNIT_BUILDING}, {"号院", UNIT_NUMBER},
        {"号房", UNIT_ROOM},      {"号", UNIT_NUMBER},     {"栋", UNIT_BUILDING},
        {"幢", UNIT_BUILDING},    {"座", UNIT_BUILDING},   {"单元", UNIT_STAIRS},
        {"楼", UNIT_FLOOR},       {"层", UNIT_FLOOR},      {"室", UNIT_ROOM},
        {"房", UNIT_ROOM},        {"户", UNIT_FLOOR},
    };
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        size_t end = take_word(span, *at, units[i].word);
        if (end != *at) {
            *at = end;
            return units[i].unit;
        }
    }
    return UNIT_NONE;
}

/* 三组, 第 3 组, 12号, 2单元; UNIT_NONE leaves *at. */
static enum unit take_part(const struct span *span, size_t *at) {
    static const char *const prefixes[] = {"第", "附", NULL};
    size_t number = take_one_of(span, skip_blanks(span, *at), prefixes);
    size_t end = take_number(span, number);
    if (end == number) {
        return UNIT_NONE;
    }
    end = skip_blanks(span, end);
    enum unit unit = take_unit(span, &end);
    *at = unit != UNIT_NONE ? end : *at;
    return unit;
}

/* What else 12号 may be: a notice, a document, a bridge, a day. */
static bool is_another_number(const struct span *span, size_t at) {
    static const char *const words[] = {
        "公", "文", "通", "令", "决", "议", "会", "线", "井", "栏", "箱", "机", "站", "变",
        "台", "路", "地", "桥", "塘", "渠", "闸", "坝", "窗", "厅", "开", "起", "至", "到",
        "前", "后", "上", "下", "晚", "早", "选", "宣", "信", "报", "表", "车", "岗", "灯",
        "杆", "泵", "宗", "田", "项", "标", "合", "以", "之", "日", NULL};
    return take_one_of(span, at, words) != at;
}

/* The number of a flat: 501 after 2单元. */
static size_t take_bare_flat(const struct span *span, size_t at, enum unit last) {
    size_t part = at;
    bool may_follow = last == UNIT_STAIRS || last == UNIT_BUILDING;
    return may_follow && take_part(span, &part) == UNIT_NONE
               ? take_digits(span, skip_blanks(span, at))
               : at;
}

struct detail {
    size_t end;
    enum unit first;
    int count;
    bool has_stairs, has_home; /* 单元; 室, 房, 户, a building */
};

static struct detail take_detail(const struct span *span, size_t at) {
    struct detail detail = {.end = at};
    for (int i = 0; i < PARTS_MOST; i++) {
        enum unit unit = take_part(span, &detail.end);
        if (unit == UNIT_NONE || unit == UNIT_GROUP) {
            break;
        }
        size_t end = take_bare_flat(span, detail.end, unit);
        bool has_flat = end != detail.end;
        detail.first = i == 0 ? unit : detail.first;
        detail.count += has_flat ? 2 : 1;
        detail.has_stairs = detail.has_stairs || unit == UNIT_STAIRS;
        detail.has_home =
            detail.has_home || (unit != UNIT_NUMBER && unit != UNIT_FLOOR) || has_flat;
        detail.end = end;
    }
    return detail;
}

/* ---- the hit -------------------------------------------------------------------------------------- */

/* The beginning of up to three characters of a name before `at`. */
static size_t name_before(const struct span *span, size_t from, size_t at) {
    static const char *const larger[] = {"镇", "乡", "县", "市", "区", "省", NULL};
    for (int i = 0; i < BEFORE_MOST && at > from; i++) {
        size_t start = at - 1;
        size_t size;
        while (start > from && ((unsigned char)span->text[start] & 0xC0) == 0x80) {
            start--;
        }
        if (!is_hanzi(character_at(span, start, &size)) || start + size != at ||
            take_one_of(span, start, larger) != start) {
            break;
        }
        at = start;
    }
    return at;
}

static bool set_hit(struct mask_hit *hit, const struct span *span, size_t start, size_t shown_end,
                    size_t end) {
    if (shown_end - start > SHOWN_MOST) {
        start = shown_end;
    }
    hit->kind = MASK_ADDRESS;
    hit->start = start;
    hit->end = end;
    memcpy(hit->masked, span->text + start, shown_end - start);
    strcpy(hit->masked + (shown_end - start), "**");
    return true;
}

/* 东门村三组12号, 石桥村大塘组十二号. `at` is behind 村 or 社区. */
static bool match_village(const struct span *span, size_t start, size_t at, struct mask_hit *hit) {
    static const char *const places[] = {"组", "屯", "寨", "湾", "庄", "坪",
                                         "冲", "院", "社", "队", "垸", NULL};
    bool may_follow = true;
    for (int name = 0; name <= NAME_MOST; name++) {
        size_t end = at;
        size_t size;
        if (take_part(span, &end) == UNIT_GROUP) {
            may_follow = true;
            at = end;
        }
        struct detail detail = take_detail(span, at);
        bool is_home = detail.first == UNIT_NUMBER || detail.first == UNIT_ROOM || detail.count > 1;
        if (may_follow && detail.count > 0 && is_home &&
            (detail.count > 1 || !is_another_number(span, detail.end))) {
            return set_hit(hit, span, start, at, detail.end);
        }
        if (!is_hanzi(character_at(span, at, &size))) {
            return false;
        }
        may_follow = take_one_of(span, at, places) != at;
        at += size;
    }
    return false;
}

/* 人民路12号3单元501室. */
static bool match_street(const struct span *span, size_t start, size_t at, struct mask_hit *hit) {
    struct detail detail = take_detail(span, at);
    return detail.count > 1 && detail.has_home && set_hit(hit, span, start, at, detail.end);
}

/* 门牌号：12. */
static bool match_plate(const struct span *span, size_t start, size_t at, struct mask_hit *hit) {
    static const char *const links[] = {"：", ":", "为", "是", NULL};
    at = take_word(span, at, "号");
    at = take_word(span, at, "码");
    at = skip_blanks(span, take_one_of(span, at, links));
    size_t end = take_number(span, at);
    return end != at && set_hit(hit, span, start, at, take_word(span, end, "号"));
}

/* 3栋2单元501, where no street is named. */
static bool match_flat(const struct span *span, size_t at, struct mask_hit *hit) {
    struct detail detail = take_detail(span, at);
    return detail.has_stairs && detail.count > 1 && set_hit(hit, span, at, at, detail.end);
}

bool mask_address_at(const char *text, size_t length, size_t from, size_t at,
                     struct mask_hit *hit) {
    static const char *const villages[] = {"村", "社区", NULL};
    static const char *const streets[] = {"路", "街", "巷", "弄", "胡同", "大道", NULL};
    const struct span span = {text, length};
    size_t end = take_one_of(&span, at, villages);
    if (end != at) {
        return match_village(&span, name_before(&span, from, at), end, hit);
    }
    end = take_one_of(&span, at, streets);
    if (end != at) {
        return match_street(&span, name_before(&span, from, at), end, hit);
    }
    end = take_word(&span, at, "门牌");
    return end != at ? match_plate(&span, at, end, hit) : match_flat(&span, at, hit);
}
