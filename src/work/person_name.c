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
