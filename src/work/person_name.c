/* Tells names by their surname and by characters that names do not have. Knows no record. */
#include "work/person_name.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "work/mask.h"

enum { TEXT_BYTES = 512, GIVEN_MOST = 2, HAN_FIRST = 0x3400 };

/* The hundred and some that nearly everybody has. */
static const char surnames[] = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖"
                               "田董袁潘于蒋蔡余杜叶程苏魏吕丁任"
                               "沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯"
                               "龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫"
                               "孔向汤温康施牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申耿关兰焦俞左"
                               "柳甘祝包宁尚符舒阮柯纪梅童凌毕单季"
                               "裴霍涂成苗谷曲盛冉翁蓝骆路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳"
                               "时穆农司卓古吉缪简车项连芦麦褚娄窦"
                               "戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁"
                               "沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻"
                               "苑迟邝";

/* Met in words for classes of matters and their reasons, hardly in names. */
static const char of_matters[] =
    "纠纷争议案件类诉讼计害赔偿债款借贷买卖租赁屋宅地产权务工伤费税路坝塘渠界坟墓婚姻离车辆祸险征拆"
    "迁补助目货"
    "价融票股权司违约侵犯土畜禽粮木竹苗羊面料灯空压装教祠族稼线封序额位度击葬解效收部用置员物";
/* Two characters that could be a name and are not. */
static const char *const words_of_matters[] = {"安全", "钱财", "沙石", "荣誉", "成本",
                                               "司法", "管道", "马道", "全体", "单方"};

static bool has_character(const char *set, char32_t wanted) {
    size_t length = strlen(set);
    for (size_t at = 0; at < length;) {
        char32_t character;
        at += text_decode(set + at, length - at, &character);
        if (character == wanted) {
            return true;
        }
    }
    return false;
}

/* One or two characters as given names have them. */
static bool is_given_name(const char *text, size_t length) {
    int count = 0;
    for (size_t at = 0; at < length; count++) {
        char32_t character;
        at += text_decode(text + at, length - at, &character);
        if (character < HAN_FIRST || has_character(of_matters, character)) {
            return false;
        }
    }
    return count >= 1 && count <= GIVEN_MOST;
}

static bool is_word_of_matters(const char *text, size_t length) {
    for (size_t i = 0; i < sizeof words_of_matters / sizeof words_of_matters[0]; i++) {
        const char *word = words_of_matters[i];
        if (strlen(word) == length && memcmp(word, text, length) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_one_name(const char *text, size_t length) {
    char32_t first;
    size_t one = text_decode(text, length, &first);
    size_t surname = mask_surname_length(text, length);
    bool is_known = surname > one || has_character(surnames, first);
    return is_known && !is_word_of_matters(text, length) &&
           is_given_name(text + surname, length - surname);
}

/* The parties of a suit, parted as names are. */
static void part_parties(char *text) {
    static const char *const words[] = {"诉", "与"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        char *at = text;
        while ((at = strstr(at, words[i])) != NULL) {
            memset(at, ' ', strlen(words[i]));
        }
    }
}

bool person_name_is(const char *text) {
    char names[TEXT_BYTES];
    size_t at = 0, length = 0;
    snprintf(names, sizeof names, "%s", text);
    part_parties(names);
    while ((length = mask_next_name(names, &at)) > 0) {
        if (is_one_name(names + at, length)) {
            return true;
        }
        at += length;
    }
    return false;
}

/* ---- in running text ----------------------------------------------------------------------------- */

/* Surnames that begin many words: with one character after them they are taken for such a word. */
static const char of_words[] =
    "高方万时马安金温白常于余任包左成明易游路水关华江石谷米麦乐龙史毛武孔向汤康施牛齐"
    "伍庄章申左尚符纪梅童凌毕单季成苗曲盛蓝管蒙房解尤阳农司古吉简车项连全和师应"
    "文林叶段陆田夏程曾范黄付雷柳党宫沙丛仲查席池景费";
/* Words that begin with a surname, and end where a name could. */
static const char *const words_of_all[] = {
    "张贴", "张罗", "周边", "周围", "周末", "周期", "朱红", "许多", "许可", "杨树", "李子", "王国",
    "孙子", "孙女", "陈旧", "陈述", "郑重", "谢谢", "谢绝", "罗列", "胡乱", "胡同", "梁柱", "钟头",
    "钟表", "杜绝", "唐突", "钱款", "钱财", "孔洞", "舒适", "舒服", "乔木", "颜色", "祝贺", "祝愿",
    "莫名", "屈服", "艾草", "吴语", "徐徐", "邓小", "彭湃", "潘多", "丁字", "苏醒", "姜汤", "崔促"};
/* Before a name of somebody who is no official. */
static const char *const before[] = {"村民",   "居民",   "群众",   "户主",   "住户",   "邻居",
                                     "邻家",   "老人",   "业主",   "店主",   "司机",   "车主",
                                     "房主",   "摊主",   "当事人", "养殖户", "贫困户", "低保户",
                                     "五保户", "承包户", "举报人", "投诉人", "反映人"};
/* After one. */
static const char *const after[] = {"大爷", "大妈", "大娘", "大叔", "大婶", "大伯", "大姐",
                                    "大哥", "阿姨", "奶奶", "爷爷", "婆婆", "先生", "女士"};
/* What may follow a name at once, and stands in none. */
static const char follows[] = "的等家户所占在把被与和及跟同说称是有向已未因对为将曾也不拒擅、，。；"
                              "：！？（）,;:!?() \n　“”《》";

static size_t one_of(const char *const *words, size_t count, const char *text) {
    for (size_t i = 0; i < count; i++) {
        if (strncmp(text, words[i], strlen(words[i])) == 0) {
            return strlen(words[i]);
        }
    }
    return 0;
}

static bool ends_with_cue(const char *text, size_t end) {
    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
        size_t length = strlen(before[i]);
        if (end >= length && memcmp(text + end - length, before[i], length) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_after(const char *text) {
    char32_t next;
    size_t length = strlen(text);
    return length == 0 || one_of(after, sizeof after / sizeof after[0], text) > 0 ||
           (text_decode(text, length, &next) > 0 && has_character(follows, next));
}

/* Bytes of so many given characters at `text`, none of which ends a name; 0 when they are none. */
static size_t given_length(const char *text, int count) {
    size_t length = strlen(text), at = 0;
    for (int i = 0; i < count; i++) {
        char32_t character;
        size_t bytes = at < length ? text_decode(text + at, length - at, &character) : 0;
        if (bytes == 0 || has_character(follows, character)) {
            return 0;
        }
        at += bytes;
    }
    return is_given_name(text, at) ? at : 0;
}

/* Bytes of the name at `text`, with what may follow one behind it; 0 when there is none. */
static size_t name_at(const char *text) {
    char32_t first;
    size_t length = strlen(text);
    size_t one = text_decode(text, length, &first);
    size_t surname = mask_surname_length(text, length);
    bool is_compound = surname > one;
    if (!is_compound && !has_character(surnames, first)) {
        return 0;
    }
    for (int count = GIVEN_MOST; count > 0; count--) {
        size_t given = given_length(text + surname, count);
        bool is_word =
            !is_compound && count == 1 &&
            (has_character(of_words, first) ||
             one_of(words_of_all, sizeof words_of_all / sizeof words_of_all[0], text) > 0 ||
             is_word_of_matters(text, surname + given));
        if (given > 0 && !is_word && is_after(text + surname + given)) {
            return surname + given;
        }
    }
    return 0;
}

/* 王庄, 李家湾: where it could be a place as well. */
static bool may_be_place(const char *name, size_t length) {
    char32_t last = 0;
    for (size_t at = 0; at < length;) {
        at += text_decode(name + at, length - at, &last);
    }
    return has_character("村庄湾寨沟坪山河桥镇乡组屯营岗店集街巷里楼坡洼县市区国省", last);
}

static bool is_mark(char32_t character) {
    return has_character("、，。；：！？（）,;:!?() \n　“”", character);
}

/* Nothing but it between two marks, or 大爷 and the like behind it. */
static bool stands_alone(const char *text, bool is_after_mark) {
    char32_t next;
    size_t length = strlen(text);
    bool has_mark = length == 0 || (text_decode(text, length, &next) > 0 && is_mark(next));
    return (is_after_mark && has_mark) || one_of(after, sizeof after / sizeof after[0], text) > 0;
}

size_t person_name_next(const char *text, size_t *start) {
    size_t end = strlen(text), at = 0;
    bool is_after_mark = true, is_after_name = false;
    while (at < end) {
        char32_t character = 0;
        size_t step = text_decode(text + at, end - at, &character);
        bool parts = is_after_name && has_character("、和与及", character);
        size_t name = parts ? 0 : name_at(text + at);
        bool is_told =
            name > 0 && (ends_with_cue(text, at) ||
                         (!may_be_place(text + at, name) &&
                          (is_after_name || stands_alone(text + at + name, is_after_mark))));
        if (is_told && at >= *start) {
            *start = at;
            return name;
        }
        is_after_name = is_told || parts;
        is_after_mark = !is_told && is_mark(character);
        at += is_told ? name : step;
    }
    return 0;
}
