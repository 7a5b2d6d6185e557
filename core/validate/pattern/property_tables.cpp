// Names of scripts and binary properties as \p{...} spells them, with what RE2's tables lack. Used by
// unicode_property.cpp.
// Unicode 15.0.0. Written by tools/unicode_tables.py from the files of Debian's package unicode-data: do not edit. How a
// table is packed is said there and in validate/pattern/packed_ranges.h.
#include "validate/pattern/property_tables.h"

namespace nines::validate {

namespace {

constexpr char kASCIIHexDigit[] =
    "wBJHFaF";

constexpr char kAlphabetic[] =
    "laAqTNBABBBBBAoCKwBMBGQAlDGEDCBEAjBAePmDKlDBDIBCBDnFLDGGT2BBCOBBFCKBdC6BGCBCBKAKBdC6BEEBCBEAeBDALC6BHBCBBVBWCEC6"
    "BGCBCBJBKBeA7BEDCBCKAoBE5BGBCBCIBLBdC6BGBCBCIBLBPAMD6BGBCBCKAKBdCrCFBABHSB9BACGSAjDACFBBQAjFSJKBjBuDLBACDXDECBCC"
    "GDDNLBAKD0zBBeBeBeBiCS8FBiBA2DLEI-GE5BJCTqCBLCxBEwBO8BCeICB5BKyBSwNNh2BzB2nCf0jeHiBBiLAIAXE4CByBPBA5BAmBEcLtBDwB"
    "LlBAjCNMAIBtBCyBABCCBFAsBEFAtHHz5TA3iCEm0BCBBFD0YDjMBzKC1BNtBBLCtBIJA9BCkBLSB5BCwBMOB8CICAGACA9EJXD6BGCBCBKAKBxG"
    "MBCqDRtHGCGdByCOBAqDKnDNhIM3HFBBCBDABAuEGCFEAcJqBEBDSKuBN3MHBGzCVBN6DFDABBBCBADAiCEBBBD8KDJBBAwBGDCugUAB2BHD9CBs"
    "lTAh7IGBQCGBBBEkDA3lCAo_BZGZGZ";

constexpr char kBidiControl[] =
    "8wBAxvGBaE3BD";

constexpr char kDash[] =
    "tBA8qBAzBAhyDAlgBApgCF9BAnBAPAmMAkgDACAfBEAcA-NATAvDAwszBBlBAKApFA_8DA";

constexpr char kDefaultIgnorableCodePoint[] =
    "tFAhVAsWAi6CBzyBB1CE7_BEaExBP0nEA7kzBPvHAgFAvCInlvBDvmFHl0rY__D";

constexpr char kDeprecated[] =
    "pKAppBAjoCABAphCBlmCF5VB2m3bA";

constexpr char kEmoji[] =
    "jBAGAFJvDAEAt8HAMA4GAWA6CFPBvLBMAmFAZKECnGAnHBKAJA6BDBEJACACBCAEACABBCADADBICFABAFLLBCABBBASACBSFBABBDBFACBEBLBF"
    "BCAFBBABBUBFFBDCAEACACFBACABABAGADAGAKBPACAEABAECBALBwBCJAOAOA0LBvOCTBzBAEA6mBAMA5SABAqrvDAqGAgFBMBOACJrCZBBXAUA"
    "CIVBuFhBCvDCBBCCyCCCBmIB-BLFBXHBCHMACDCAEBNBCAIBJAFCMCICCABAEAGADAG1CwBlCFHCCEJDABBDACJjHLEA7IuBBJB4FwDMDIHtBBGI"
    "NEIHI";

constexpr char kEmojiComponent[] =
    "jBAGAFJz-HA1GArp3BA2-8BZ7PEwtBDszhY_C";

constexpr char kEmojiModifier[] =
    "7_8DE";

constexpr char kEmojiModifierBase[] =
    "9wJA7GAQD3jzDA8BCCACC1DBCKVSDAECBCHABAYApGBEAVAEBuFCDEzCAQCJALA_RACAIHGAJJCC4BA9BBBBBARCBMlHCqBI";

constexpr char kEmojiPresentation[] =
    "64IBtGDDACApQBVByBLrBATANAIBRBFBIAFAVAHBBAEACAHAEBcAjBABAECBA9BCYAOA7aBzBAEAulxDAqGA-FACJrCZBAYAUACEBCVBuFgBMIBl"
    "CBVMqBEEMQDADmCBAB6FC-BNDBXSAaBNA2C0CwBlCGADCCCEDLBHIjHLEA7IuBBJB4FwDMDIHtBBGINEIHI";

constexpr char kExtendedPictographic[] =
    "pFAEAt8HAMA4GAWA6CFPBvLBMA_CAmCAZKECnGAnHBKAJA6BDBFBLBxDK1DCKBABAGADAGAKBPACAEABAECBALEtBCJAOAOA0LBvOCTBzBAEA6mB"
    "AMA5SABAmrvD_HNCfA8BFMBOACJS4BbOKAUACIBDJxNF9JIpIwB_D0DL1CqBMD4BHKFoBHexCMuBBJB4NgI9f";

constexpr char kExtender[] =
    "3FA4QBubA5NA6aAwXA_DAjqCA4BAjTAuMAkCAp8EArBEnDB9CC24bA2vBAieAWApEAsDAVB7jVAwgCB6-CAoTCvmBAplUB8kBBBA4qcBmgCC";

constexpr char kGraphemeExtend[] =
    "-tCAYAmLAYAmDAYAqHASBnDAYA3DAPA1qDA2mBAhhEBu7zBB-8EAYA4KAMAxHAgcA0huBAIEt1rY_C";

constexpr char kHexDigit[] =
    "wBJHFaFp1_BJHFaF";

constexpr char kIDSBinaryOperator[] =
    "w_LBCH";

constexpr char kIDSTrinaryOperator[] =
    "y_LB";

constexpr char kIDContinue[] =
    "3FAvWAh_DIozBA95BAVAgoDArTB";

constexpr char kIDStart[] =
    "lkGBxkCAVAgoDArTB";

constexpr char kIdeographic[] =
    "mgMBZIOCle_tGgC_vUgoWtLCpDqodAb3_FI1mBqBInjJrMkoT_2pBgB5hEG9GCh0FOwpH_gD9QivBq6EF_iE";

constexpr char kJoinControl[] =
    "sgIB";

constexpr char kLogicalOrderException[] =
    "gyDE7DEw3CCCA6nkBBCABB";

constexpr char kLowercase[] =
    "qFAPA1PIHBeEgDA0BAhsDAvhD-BNAiBkBxVANAQMzGPwaZy8BB-weByGAhECDBibDJA2gXACCBpBBI1j2B9B";

constexpr char kNoncharacterCodePoint[] =
    "wu_BfuQB-__BB-__BB-__BB-__BB-__BB-__BB-__BB-__BB-__BB-__BB-__BB-__BB-__BB-__BB-__BB-__BB";

constexpr char kPatternSyntax[] =
    "hBOKGaDBAaDiBGBABBBABBEAEADAXAfA44HXIOCSBJxJvWgF1TerjBgQ_DhMCEYPAtozBBlIB";

constexpr char kPatternWhiteSpace[] =
    "JESAkDAo8HBYB";

constexpr char kQuotationMark[] =
    "iBAEAjEAPA86HHZBnwDApODNChxzBD9FAEA6CB";

constexpr char kRadical[] =
    "g0LZB4CM1G";

constexpr char kRegionalIndicator[] =
    "mv8DZ";

constexpr char kSentenceTerminal[] =
    "hBAMAQApqBAzEC0FArBC2HA9BABADBlJBk3BB2YAEBlYAmGBsGAFA6JBiLDuFBCBdB8FBhCB8dBJCkvDANAWBtNA8ndAuIBjHADA-LB2CB_CA4EB"
    "zECwEB5HAmzUADBpFAMAQAhCA03CB9nBEsBD9FB1DD_DChEBGAQB4CBBBsDAhNB1LBFOpDB5HClQABA7HB3CBkNB0VBqCBp5SBlEAhCBLAzaAmwT"
    "AovHA";

constexpr char kSoftDotted[] =
    "pDBkGA5IAeA0BAUAgKAiDABApoGAzBANADAkEA9EAlNA2GBy5CAl9pDByBByBByBByBByBByBByBByBByBByBByBByBBmkCAxJBaA";

constexpr char kTerminalPunctuation[] =
    "hBAKABALBDA-ZAIAhQA5BAoCAOABC0FArBKBArHB2BOfAlIB0nBBsFAEF3JB1YHlYA8DCnCB9ECDAnBDCB6JBiLDuFBBCdB8FE-BB8dBJCkvDANA"
    "EAKABBDBsNB7ndBtICjHE-LB2CB_CA3ECzEC_DAQB5HAkzUCBDpFAKABALBDAhCACA6hBAwBAmkBAnGA2JB4EFkCF5CD4dEsBD9FGwDD_DChEBGA"
    "QB4CEsDAhNCMBmLDDOpDB5HClQABA7HB3CBEB-MCtBAlUBqCBrpBE5vRBlEAhCCKAyaBmwTAnvHD";

constexpr char kUnifiedIdeograph[] =
    "ggN_tGgC_vUuwWBBABBKABABBCC2uhC_2pBgB5hEG9GCh0FOwpH_gFq6EF_iE";

constexpr char kUppercase[] =
    "grIPmaZgjzDZGZGZ";

constexpr char kVariationSelector[] =
    "rgGCBAwv5BPw3gavH";

constexpr char kWhiteSpace[] =
    "JESAkDAaA_uFA_rCKdBFAvBAg9DA";

constexpr char kXIDContinue[] =
    "3FAiWAMAh_DIozBA95BAVAgoDAuxzBF2MB0DABABABABABABABA";

constexpr char kXIDStart[] =
    "6bA41CA_DAxuCBxkCAVAgoDAuxzBF2MB0DABABABABABABABA_IB";

constexpr char kAdlmDiffers[] =
    "_wBAgBA";

constexpr char kArabDiffers[] =
    "swBAOADAgBAKKaAt29BBgtBb";

constexpr char kBengDiffers[] =
    "xqCBRBq7EABACBBAIAIACAEACC5_iBA";

constexpr char kBopoDiffers[] =
    "hgMCEJBMKDCAGAjGApqzBB6IE";

constexpr char kBugiDiffers[] =
    "vuqBA";

constexpr char kBuhdDiffers[] =
    "15FB";

constexpr char kCakmDiffers[] =
    "mvCJwyBJ";

constexpr char kCoptDiffers[] =
    "g3gCb";

constexpr char kCpmnDiffers[] =
    "gogCB";

constexpr char kCprtDiffers[] =
    "gogCCEsBDI";

constexpr char kCyrlDiffers[] =
    "lkBBxrGAqiEA";

constexpr char kDevaDiffers[] =
    "xqCBRBq7EmBBB2fA_5hBJ";

constexpr char kDogrDiffers[] =
    "krCLg2nBJ";

constexpr char kDuplDiffers[] =
    "glvDD";

constexpr char kGeorDiffers[] =
    "7nEA";

constexpr char kGlagDiffers[] =
    "kkBACA7tKArheA";

constexpr char kGongDiffers[] =
    "krCB";

constexpr char kGonmDiffers[] =
    "krCB";

constexpr char kGranDiffers[] =
    "xqCBRBgUN8mEABBeCDB2fAqy8BA0kDBBA";

constexpr char kGrekDiffers[] =
    "iaACA6zGB";

constexpr char kGujrDiffers[] =
    "xqCBRBq2nBJ";

constexpr char kGuruDiffers[] =
    "xqCBRBq2nBJ";

constexpr char kHangDiffers[] =
    "hgMCEJBMQAGAjGApqzBB6IE";

constexpr char kHaniDiffers[] =
    "hgMCCABJBMKDCAGAED7FA0EPgBjB8BnB4BwBPLzBA4CYKEgDeh4cH95VB6IE6_0BR-2HB";

constexpr char kHanoDiffers[] =
    "15FB";

constexpr char kHiraDiffers[] =
    "hgMCEJBMQFBAEB7CDDA6CBoqzBB6IEKAtBB";

constexpr char kJavaDiffers[] =
    "vuqBA";

constexpr char kKaliDiffers[] =
    "upqBA";

constexpr char kKanaDiffers[] =
    "hgMCEJBMQFBAEB7CDDA6CBoqzBB6IEKAtBB";

constexpr char kKhojDiffers[] =
    "m3CJgqnBJ";

constexpr char kKndaDiffers[] =
    "xqCBRBq7EABAHAXABA75iBF";

constexpr char kKthiDiffers[] =
    "mrCJg2nBJ";

constexpr char kLatnDiffers[] =
    "jbM1IBqmBBo9BAz5DAgGAvwhBHmRA";

constexpr char kLimbDiffers[] =
    "lrCA";

constexpr char kLinaDiffers[] =
    "nogCsB";

constexpr char kLinbDiffers[] =
    "gogCCEsBDI";

constexpr char kMahjDiffers[] =
    "krCLg2nBJ";

constexpr char kMandDiffers[] =
    "gyBA";

constexpr char kManiDiffers[] =
    "gyBA";

constexpr char kMlymDiffers[] =
    "xqCBRB07EA16iBC";

constexpr char kModiDiffers[] =
    "whqBJ";

constexpr char kMongDiffers[] =
    "igGBBAphCA";

constexpr char kMultDiffers[] =
    "mzCJ";

constexpr char kMymrDiffers[] =
    "upqBA";

constexpr char kNandDiffers[] =
    "krCBgcJ5_DAIAHA15iBF";

constexpr char kNkooDiffers[] =
    "swBAOADA-49BB";

constexpr char kOryaDiffers[] =
    "xqCBRB07EAXA";

constexpr char kOugrDiffers[] =
    "gyBAxlhCA";

constexpr char kPermDiffers[] =
    "jkBA";

constexpr char kPhagDiffers[] =
    "igGBBA";

constexpr char kPhlpDiffers[] =
    "gyBA";

constexpr char kRohgDiffers[] =
    "swBAOADAgBAzEA";

constexpr char kShrdDiffers[] =
    "xqCAl8EABACBCA";

constexpr char kSindDiffers[] =
    "krCBq2nBJ";

constexpr char kSinhDiffers[] =
    "krCB";

constexpr char kSogdDiffers[] =
    "gyBA";

constexpr char kSyloDiffers[] =
    "krCBgEJ";

constexpr char kSyrcDiffers[] =
    "swBAOBCAgBAKKaAn8FABA";

constexpr char kTagbDiffers[] =
    "15FB";

constexpr char kTakrDiffers[] =
    "krCBq2nBJ";

constexpr char kTaleDiffers[] =
    "giEJ";

constexpr char kTamlDiffers[] =
    "xqCBRB07EA4gjBAtwaABA3BB";

constexpr char kTeluDiffers[] =
    "xqCBRB07EAXA";

constexpr char kTglgDiffers[] =
    "15FB";

constexpr char kThaaDiffers[] =
    "swBAOBCAgCJo89BAKA";

constexpr char kTirhDiffers[] =
    "xqCBRBs8EA95iBJ";

constexpr char kYeziDiffers[] =
    "swBAOADAgCJ";

constexpr char kYiiiDiffers[] =
    "hgMBFJCH_GAlzzBE";

constexpr char kZinhDiffers[] =
    "iaACAdM1IBkOKaAgXB97ECBMBGEAGADBmGB2BABA1XA55DDrDBly0BA6iEA";

constexpr char kZyyyDiffers[] =
    "swBAOADAgBAjZB18BA5xBBrGBBAtmBANAHDBFBCCA0ZAzwDA9NCCABJBMQFBAED7CBDA6CBzEPgBjB8BnB4BwBPLzBA4CYKEgDeh4cHoJJ0HAgFA"
    "u7UBlIB6IEKAtBBgLCEsBDIhNaktuBD81FR-2HB";

constexpr BinaryProperty kBinary[] = {
    {"ASCII_Hex_Digit", "AHex", "", kASCIIHexDigit},
    {"Alphabetic", "Alpha", "L Nl", kAlphabetic},
    {"Bidi_Control", "Bidi_C", "", kBidiControl},
    {"Bidi_Mirrored", "Bidi_M", "", nullptr},
    {"Case_Ignorable", "CI", "", nullptr},
    {"Cased", "Cased", "", nullptr},
    {"Changes_When_Casefolded", "CWCF", "", nullptr},
    {"Changes_When_Casemapped", "CWCM", "", nullptr},
    {"Changes_When_Lowercased", "CWL", "", nullptr},
    {"Changes_When_NFKC_Casefolded", "CWKCF", "", nullptr},
    {"Changes_When_Titlecased", "CWT", "", nullptr},
    {"Changes_When_Uppercased", "CWU", "", nullptr},
    {"Dash", "Dash", "", kDash},
    {"Default_Ignorable_Code_Point", "DI", "", kDefaultIgnorableCodePoint},
    {"Deprecated", "Dep", "", kDeprecated},
    {"Diacritic", "Dia", "", nullptr},
    {"Emoji", "Emoji", "", kEmoji},
    {"Emoji_Component", "EComp", "", kEmojiComponent},
    {"Emoji_Modifier", "EMod", "", kEmojiModifier},
    {"Emoji_Modifier_Base", "EBase", "", kEmojiModifierBase},
    {"Emoji_Presentation", "EPres", "", kEmojiPresentation},
    {"Extended_Pictographic", "ExtPict", "", kExtendedPictographic},
    {"Extender", "Ext", "", kExtender},
    {"Grapheme_Base", "Gr_Base", "", nullptr},
    {"Grapheme_Extend", "Gr_Ext", "Mn Me", kGraphemeExtend},
    {"Hex_Digit", "Hex", "", kHexDigit},
    {"IDS_Binary_Operator", "IDSB", "", kIDSBinaryOperator},
    {"IDS_Trinary_Operator", "IDST", "", kIDSTrinaryOperator},
    {"ID_Continue", "IDC", "L Nl Mn Mc Nd Pc", kIDContinue},
    {"ID_Start", "IDS", "L Nl", kIDStart},
    {"Ideographic", "Ideo", "", kIdeographic},
    {"Join_Control", "Join_C", "", kJoinControl},
    {"Logical_Order_Exception", "LOE", "", kLogicalOrderException},
    {"Lowercase", "Lower", "Ll", kLowercase},
    {"Math", "Math", "", nullptr},
    {"Noncharacter_Code_Point", "NChar", "", kNoncharacterCodePoint},
    {"Pattern_Syntax", "Pat_Syn", "", kPatternSyntax},
    {"Pattern_White_Space", "Pat_WS", "", kPatternWhiteSpace},
    {"Quotation_Mark", "QMark", "", kQuotationMark},
    {"Radical", "Radical", "", kRadical},
    {"Regional_Indicator", "RI", "", kRegionalIndicator},
    {"Sentence_Terminal", "STerm", "", kSentenceTerminal},
    {"Soft_Dotted", "SD", "", kSoftDotted},
    {"Terminal_Punctuation", "Term", "", kTerminalPunctuation},
    {"Unified_Ideograph", "UIdeo", "", kUnifiedIdeograph},
    {"Uppercase", "Upper", "Lu", kUppercase},
    {"Variation_Selector", "VS", "", kVariationSelector},
    {"White_Space", "space", "", kWhiteSpace},
    {"XID_Continue", "XIDC", "L Nl Mn Mc Nd Pc", kXIDContinue},
    {"XID_Start", "XIDS", "L Nl", kXIDStart},
};

constexpr ScriptName kScripts[] = {
    {"Adlm", "Adlam", kAdlmDiffers},
    {"Aghb", "Caucasian_Albanian", ""},
    {"Ahom", "Ahom", ""},
    {"Arab", "Arabic", kArabDiffers},
    {"Armi", "Imperial_Aramaic", ""},
    {"Armn", "Armenian", ""},
    {"Avst", "Avestan", ""},
    {"Bali", "Balinese", ""},
    {"Bamu", "Bamum", ""},
    {"Bass", "Bassa_Vah", ""},
    {"Batk", "Batak", ""},
    {"Beng", "Bengali", kBengDiffers},
    {"Bhks", "Bhaiksuki", ""},
    {"Bopo", "Bopomofo", kBopoDiffers},
    {"Brah", "Brahmi", ""},
    {"Brai", "Braille", ""},
    {"Bugi", "Buginese", kBugiDiffers},
    {"Buhd", "Buhid", kBuhdDiffers},
    {"Cakm", "Chakma", kCakmDiffers},
    {"Cans", "Canadian_Aboriginal", ""},
    {"Cari", "Carian", ""},
    {"Cham", "Cham", ""},
    {"Cher", "Cherokee", ""},
    {"Chrs", "Chorasmian", ""},
    {"Copt", "Coptic", kCoptDiffers},
    {"Qaac", "Coptic", kCoptDiffers},
    {"Cpmn", "Cypro_Minoan", kCpmnDiffers},
    {"Cprt", "Cypriot", kCprtDiffers},
    {"Cyrl", "Cyrillic", kCyrlDiffers},
    {"Deva", "Devanagari", kDevaDiffers},
    {"Diak", "Dives_Akuru", ""},
    {"Dogr", "Dogra", kDogrDiffers},
    {"Dsrt", "Deseret", ""},
    {"Dupl", "Duployan", kDuplDiffers},
    {"Egyp", "Egyptian_Hieroglyphs", ""},
    {"Elba", "Elbasan", ""},
    {"Elym", "Elymaic", ""},
    {"Ethi", "Ethiopic", ""},
    {"Geor", "Georgian", kGeorDiffers},
    {"Glag", "Glagolitic", kGlagDiffers},
    {"Gong", "Gunjala_Gondi", kGongDiffers},
    {"Gonm", "Masaram_Gondi", kGonmDiffers},
    {"Goth", "Gothic", ""},
    {"Gran", "Grantha", kGranDiffers},
    {"Grek", "Greek", kGrekDiffers},
    {"Gujr", "Gujarati", kGujrDiffers},
    {"Guru", "Gurmukhi", kGuruDiffers},
    {"Hang", "Hangul", kHangDiffers},
    {"Hani", "Han", kHaniDiffers},
    {"Hano", "Hanunoo", kHanoDiffers},
    {"Hatr", "Hatran", ""},
    {"Hebr", "Hebrew", ""},
    {"Hira", "Hiragana", kHiraDiffers},
    {"Hluw", "Anatolian_Hieroglyphs", ""},
    {"Hmng", "Pahawh_Hmong", ""},
    {"Hmnp", "Nyiakeng_Puachue_Hmong", ""},
    {"Hung", "Old_Hungarian", ""},
    {"Ital", "Old_Italic", ""},
    {"Java", "Javanese", kJavaDiffers},
    {"Kali", "Kayah_Li", kKaliDiffers},
    {"Kana", "Katakana", kKanaDiffers},
    {"Kawi", "Kawi", ""},
    {"Khar", "Kharoshthi", ""},
    {"Khmr", "Khmer", ""},
    {"Khoj", "Khojki", kKhojDiffers},
    {"Kits", "Khitan_Small_Script", ""},
    {"Knda", "Kannada", kKndaDiffers},
    {"Kthi", "Kaithi", kKthiDiffers},
    {"Lana", "Tai_Tham", ""},
    {"Laoo", "Lao", ""},
    {"Latn", "Latin", kLatnDiffers},
    {"Lepc", "Lepcha", ""},
    {"Limb", "Limbu", kLimbDiffers},
    {"Lina", "Linear_A", kLinaDiffers},
    {"Linb", "Linear_B", kLinbDiffers},
    {"Lisu", "Lisu", ""},
    {"Lyci", "Lycian", ""},
    {"Lydi", "Lydian", ""},
    {"Mahj", "Mahajani", kMahjDiffers},
    {"Maka", "Makasar", ""},
    {"Mand", "Mandaic", kMandDiffers},
    {"Mani", "Manichaean", kManiDiffers},
    {"Marc", "Marchen", ""},
    {"Medf", "Medefaidrin", ""},
    {"Mend", "Mende_Kikakui", ""},
    {"Merc", "Meroitic_Cursive", ""},
    {"Mero", "Meroitic_Hieroglyphs", ""},
    {"Mlym", "Malayalam", kMlymDiffers},
    {"Modi", "Modi", kModiDiffers},
    {"Mong", "Mongolian", kMongDiffers},
    {"Mroo", "Mro", ""},
    {"Mtei", "Meetei_Mayek", ""},
    {"Mult", "Multani", kMultDiffers},
    {"Mymr", "Myanmar", kMymrDiffers},
    {"Nagm", "Nag_Mundari", ""},
    {"Nand", "Nandinagari", kNandDiffers},
    {"Narb", "Old_North_Arabian", ""},
    {"Nbat", "Nabataean", ""},
    {"Newa", "Newa", ""},
    {"Nkoo", "Nko", kNkooDiffers},
    {"Nshu", "Nushu", ""},
    {"Ogam", "Ogham", ""},
    {"Olck", "Ol_Chiki", ""},
    {"Orkh", "Old_Turkic", ""},
    {"Orya", "Oriya", kOryaDiffers},
    {"Osge", "Osage", ""},
    {"Osma", "Osmanya", ""},
    {"Ougr", "Old_Uyghur", kOugrDiffers},
    {"Palm", "Palmyrene", ""},
    {"Pauc", "Pau_Cin_Hau", ""},
    {"Perm", "Old_Permic", kPermDiffers},
    {"Phag", "Phags_Pa", kPhagDiffers},
    {"Phli", "Inscriptional_Pahlavi", ""},
    {"Phlp", "Psalter_Pahlavi", kPhlpDiffers},
    {"Phnx", "Phoenician", ""},
    {"Plrd", "Miao", ""},
    {"Prti", "Inscriptional_Parthian", ""},
    {"Rjng", "Rejang", ""},
    {"Rohg", "Hanifi_Rohingya", kRohgDiffers},
    {"Runr", "Runic", ""},
    {"Samr", "Samaritan", ""},
    {"Sarb", "Old_South_Arabian", ""},
    {"Saur", "Saurashtra", ""},
    {"Sgnw", "SignWriting", ""},
    {"Shaw", "Shavian", ""},
    {"Shrd", "Sharada", kShrdDiffers},
    {"Sidd", "Siddham", ""},
    {"Sind", "Khudawadi", kSindDiffers},
    {"Sinh", "Sinhala", kSinhDiffers},
    {"Sogd", "Sogdian", kSogdDiffers},
    {"Sogo", "Old_Sogdian", ""},
    {"Sora", "Sora_Sompeng", ""},
    {"Soyo", "Soyombo", ""},
    {"Sund", "Sundanese", ""},
    {"Sylo", "Syloti_Nagri", kSyloDiffers},
    {"Syrc", "Syriac", kSyrcDiffers},
    {"Tagb", "Tagbanwa", kTagbDiffers},
    {"Takr", "Takri", kTakrDiffers},
    {"Tale", "Tai_Le", kTaleDiffers},
    {"Talu", "New_Tai_Lue", ""},
    {"Taml", "Tamil", kTamlDiffers},
    {"Tang", "Tangut", ""},
    {"Tavt", "Tai_Viet", ""},
    {"Telu", "Telugu", kTeluDiffers},
    {"Tfng", "Tifinagh", ""},
    {"Tglg", "Tagalog", kTglgDiffers},
    {"Thaa", "Thaana", kThaaDiffers},
    {"Thai", "Thai", ""},
    {"Tibt", "Tibetan", ""},
    {"Tirh", "Tirhuta", kTirhDiffers},
    {"Tnsa", "Tangsa", ""},
    {"Toto", "Toto", ""},
    {"Ugar", "Ugaritic", ""},
    {"Vaii", "Vai", ""},
    {"Vith", "Vithkuqi", ""},
    {"Wara", "Warang_Citi", ""},
    {"Wcho", "Wancho", ""},
    {"Xpeo", "Old_Persian", ""},
    {"Xsux", "Cuneiform", ""},
    {"Yezi", "Yezidi", kYeziDiffers},
    {"Yiii", "Yi", kYiiiDiffers},
    {"Zanb", "Zanabazar_Square", ""},
    {"Zinh", "Inherited", kZinhDiffers},
    {"Qaai", "Inherited", kZinhDiffers},
    {"Zyyy", "Common", kZyyyDiffers},
};

}  // namespace

std::span<const BinaryProperty> binary_property_table() { return kBinary; }

std::span<const ScriptName> script_table() { return kScripts; }

}  // namespace nines::validate
