// Names of scripts and binary properties as \p{...} spells them, with what RE2's tables lack. Used by
// unicode_property.cpp.
// Unicode 15.0.0. Written by tools/unicode_tables.py from the files of Debian's package unicode-data: do not edit. How
// a table is packed is said there and in validate/pattern/packed_ranges.h.
#include "validate/pattern/property_tables.h"

namespace nines::validate {

namespace {

constexpr BinaryProperty kBinary[] = {
    {"ASCII_Hex_Digit", "AHex", "", "wBJHFaF"},
    {"Alphabetic", "Alpha", "L Nl",
     "laAqTNBABBBBBAoCKwBMBGQAlDGEDCBEAjBAePmDKlDBDIBCBDnFLDGGT2BBCOBBFCKBdC6BGCBCBKAKBdC6BEEBCBEAeBDALC6BHBCBBVB"
     "WCEC6BGCBCBJBKBeA7BEDCBCKAoBE5BGBCBCIBLBdC6BGBCBCIBLBPAMD6BGBCBCKAKBdCrCFBABHSB9BACGSAjDACFBBQAjFSJKBjBuDLB"
     "ACDXDECBCCGDDNLBAKD0zBBeBeBeBiCS8FBiBA2DLEI-GE5BJCTqCBLCxBEwBO8BCeICB5BKyBSwNNh2BzB2nCf0jeHiBBiLAIAXE4CByBP"
     "BA5BAmBEcLtBDwBLlBAjCNMAIBtBCyBABCCBFAsBEFAtHHz5TA3iCEm0BCBBFD0YDjMBzKC1BNtBBLCtBIJA9BCkBLSB5BCwBMOB8CICAGA"
     "CA9EJXD6BGCBCBKAKBxGMBCqDRtHGCGdByCOBAqDKnDNhIM3HFBBCBDABAuEGCFEAcJqBEBDSKuBN3MHBGzCVBN6DFDABBBCBADAiCEBBBD"
     "8KDJBBAwBGDCugUAB2BHD9CBslTAh7IGBQCGBBBEkDA3lCAo_BZGZGZ"},
    {"Bidi_Control", "Bidi_C", "", "8wBAxvGBaE3BD"},
    {"Bidi_Mirrored", "Bidi_M", "",
     "oBBSABAcABAdABAtBAPA-zDD96BB8sCBKB2BBOBxFAgGDDFDADBDDBDBABAEIFABRFDJBBABHCeCDFAJBCSFBJECBEXCPIDUBHB9hBNqCAC"
     "DBBBCFDFCDNzMVCFBNIAHFDAEEBBCEEABCCBKFCBMSBDCABACABDFBGCYBLBEDBBCBEqBCHBnBFABADEFCEADEBAgIAjQDDBBBOBCJrBHrN"
     "JCH9xzBFFBiFBSABAcABAdABABBBB371BA5BA5BA5BA5BA"},
    {"Case_Ignorable", "CI", "Mn Me Cf Lm Sk", "nBAGALA8DAvWA3OA0EAjxGBKACArv3BA-BACAxFAGALA"},
    {"Cased", "Cased", "Lu Ll Lt",
     "qFAPA1PIHBeEgDA0BAhsDAvhD-BNAiBkBxVANAQMjGf2ZzBy8BB-weByGAhECDBibDJA2gXACCBpBBI1j2B9BimEZGZGZ"},
    {"Changes_When_Casefolded", "CWCF", "Lu",
     "1FApBApDA1BAlCACACAmBAyKA8DANGZBDAxMA4wD1CCFikCIxQBkHvBCCCAEAFCCAEAlBCCAEAlIAEADCCCCADEGADADBCBBAKBFAaPmaZg"
     "1hBvCg6TGMEon2BZaZaZaABBCACBCDBHaZaBBDCHBGbBBDBEBADGbZaZaZaZaZaZeYhBYhBYhBYhBYhBA"},
    {"Changes_When_Casemapped", "CWCM", "Lu Ll Lt",
     "4JA0CANAOBOADAiDASFbACABACCCABACAFBBACBBGBBBACCGEBABHCQ1EAsECnBAjLAnBA37FrB_BMCCBPBLhIBBAiTAEACJBADEGADADBB"
     "CBBEACDFEWf2ZzBn8BACACEoDAryeB_BHVAGAZAjBABAkBA1ZiBBGFI3kqC0CBmCBBCACBCDBLBABGBgCBDCHBGBbBDBEBADGBzKCYBYBeB"
     "YBeBYBeBYBeBYBH05BJBTGF"},
    {"Changes_When_Lowercased", "CWL", "Lu",
     "lOACACAmBA_OCz9GHIHIHMAPAvBAlIAEADCCCCADEGADADBCBBAKBFAaPmaZw5rDZaZaZaABBCACBCDBHaZaBBDCHBGbBBDBEBADGbZaZaZ"
     "aZaZaZeYhBYhBYhBYhBYhBA"},
    {"Changes_When_NFKC_Casefolded", "CWKCF", "Lu",
     "gFAHABACABACDCCBCgBAzCAMAIA1BAlCBBBBBlBB8FIfFCE7CBBCJAkBAFADAFBBA6BANBDBZCCAxMA0EA4CD_WH8DBBAzCACAiBCCA9HB1"
     "WA_DAoBBuBA2BAJAEAEAEAMAJABEHARAJAEAEAEAMAiKAiDB_R1CCF2dB1CEwjBIjFCBKBRBbNAiBkB6GB1GABABABABABABACvBCCCAEIC"
     "AEDDAJCDAJCCCCAECBPBAFAMCDFDBBBEABAICNAHSCaBMLA3CBBABBCBDBDACAJCMAEFBCCAFDGvBJAiFBBB4HB1JqEhpBAnDClDA_MBxHA"
     "vJAzCAM1GqBA1BABCgDBCA_CAxB9CDNgDeBnBIuBB_L80cByGAhECDBibDJAGvCgqTtICABACJBABACBDjCCpDmBGMEFABXBEBABBBBBrDh"
     "BqLS_BC1BoBMDZWUCLBSBDECBABmECABfajEDFCFCFCCDGBGBIo8BEBpBBIlntBD6lFGOHgCF5SZaGBRaZaDBABGBKaZaZaZaZaZaZaZaZa"
     "bbgBZgBZgBZgBZgBBACxBwhC9BysDDBaBBBACABJBDBABAGAEABABABCBBBACABABABABABBBACDBGBDBDBABJBQFCBEBQkSKFeBfaCjBAv"
     "DCNrBEIHB-sCJmg_B9QivhW__D"},
    {"Changes_When_Titlecased", "CWT", "Ll",
     "4JA0CANAOBOADAFACACAmBAvBASFbACABACCCABACAFBBACBBGBBBACCGEBABHCQ1EA2FAjLAnBAn6CqBCCggDrB_BMCCBPBLhIBBAqTADB"
     "DAbAEAEACBIDmBPwaZn8BACACEoDAryeB_BHVAGAZAjBABAkBA1ZiBBGFIxlqCZaGBRaZaDBABGBKaZaZaZaZaZaZaZaZabcYBFaYBFaYBF"
     "aYBFaYBFBA05BJBTGF"},
    {"Changes_When_Uppercased", "CWU", "Ll",
     "4JA0CANAOBOADAGACACAmBAuBASFbACABACCCABACAFBBACBBGBBBACCGEBABHCQ1EA2FAjLAnBA37FrB_BMCCBPBLhIBBAoHHIHIHMAPAv"
     "BAtIADBDAbAEAEACBIDmBPwaZn8BACACEoDAryeB_BHVAGAZAjBABAkBA1ZiBBGFIxlqCZaGBRaZaDBABGBKaZaZaZaZaZaZaZaZabcYBFa"
     "YBFaYBFaYBFaYBFBA05BJBTGF"},
    {"Dash", "Dash", "", "tBA8qBAzBAhyDAlgBApgCF9BAnBAPAmMAkgDACAfBEAcA-NATAvDAwszBBlBAKApFA_8DA"},
    {"Default_Ignorable_Code_Point", "DI", "",
     "tFAhVAsWAi6CBzyBB1CE7_BEaExBP0nEA7kzBPvHAgFAvCInlvBDvmFHl0rY__D"},
    {"Deprecated", "Dep", "", "pKAppBAjoCABAphCBlmCF5VB2m3bA"},
    {"Diacritic", "Dia", "",
     "-CABAnCAGAEACB3P-EBHFFRBEAJB9HExGA3BQBaBABBBAmEHEBmEBEBDCjCa7CK6BKiBB-DHpBJQb9BAQADDcAqCAQAuDAQAuDAQAvBC8BA"
     "QAHA3DAuDAQAuDAQAtDBQA8DA8DFBArDANErCBbABABAEBiCCBB-BAwDABBoBBEEZGBAKBhWC0dBzFKJA7KC5JHCAwBOCKoDAPAmBI2BBqE"
     "BgCFyCYEAGACCyB-B5CLlBK9NABCLCNCNCNBwnDC9JA6PFpDD_CAyrdAMBBAcByCBOhBmDCtDBqGAbR5BDkBA_CAMAkBA1EChCDzBAkDEJC"
     "gEBw5TAhYPuIABAvBAtBBjCA8XA_kBFBpBBIqZB7RF1OCmCKxBDgGApBAoCB4DB-BAsCAJCoDByFBxCAQAYGDEtGADA7DB7HB-DA2DBzDAt"
     "IBiIBEA8EAzCASAxCAlNAiIABBxCAv1FO60NE7BG4iBQwCB-_PDBGBBh4HtBCWgRCDFIHCGeDi0D9BiGG3LA9BDgvBGtDCBC"},
    {"Emoji", "Emoji", "",
     "jBAGAFJvDAEAt8HAMA4GAWA6CFPBvLBMAmFAZKECnGAnHBKAJA6BDBEJACACBCAEACABBCADADBICFABAFLLBCABBBASACBSFBABBDBFACB"
     "EBLBFBCAFBBABBUBFFBDCAEACACFBACABABAGADAGAKBPACAEABAECBALBwBCJAOAOA0LBvOCTBzBAEA6mBAMA5SABAqrvDAqGAgFBMBOAC"
     "JrCZBBXAUACIVBuFhBCvDCBBCCyCCCBmIB-BLFBXHBCHMACDCAEBNBCAIBJAFCMCICCABAEAGADAG1CwBlCFHCCEJDABBDACJjHLEA7IuBB"
     "JB4FwDMDIHtBBGINEIHI"},
    {"Emoji_Component", "EComp", "", "jBAGAFJz-HA1GArp3BA2-8BZ7PEwtBDszhY_C"},
    {"Emoji_Modifier", "EMod", "", "7_8DE"},
    {"Emoji_Modifier_Base", "EBase", "",
     "9wJA7GAQD3jzDA8BCCACC1DBCKVSDAECBCHABAYApGBEAVAEBuFCDEzCAQCJALA_RACAIHGAJJCC4BA9BBBBBARCBMlHCqBI"},
    {"Emoji_Presentation", "EPres", "",
     "64IBtGDDACApQBVByBLrBATANAIBRBFBIAFAVAHBBAEACAHAEBcAjBABAECBA9BCYAOA7aBzBAEAulxDAqGA-FACJrCZBAYAUACEBCVBuFg"
     "BMIBlCBVMqBEEMQDADmCBAB6FC-BNDBXSAaBNA2C0CwBlCGADCCCEDLBHIjHLEA7IuBBJB4FwDMDIHtBBGINEIHI"},
    {"Extended_Pictographic", "ExtPict", "",
     "pFAEAt8HAMA4GAWA6CFPBvLBMA_CAmCAZKECnGAnHBKAJA6BDBFBLBxDK1DCKBABAGADAGAKBPACAEABAECBALEtBCJAOAOA0LBvOCTBzBA"
     "EA6mBAMA5SABAmrvD_HNCfA8BFMBOACJS4BbOKAUACIBDJxNF9JIpIwB_D0DL1CqBMD4BHKFoBHexCMuBBJB4NgI9f"},
    {"Extender", "Ext", "",
     "3FA4QBubA5NA6aAwXA_DAjqCA4BAjTAuMAkCAp8EArBEnDB9CC24bA2vBAieAWApEAsDAVB7jVAwgCB6-CAoTCvmBAplUB8kBBBA4qcBmgC"
     "C"},
    {"Grapheme_Base", "Gr_Base", "L Mc N P S Zs",
     "-tCAYAmLAYAmDAYAqHASBnDAYA3DAPA1qDA4nFBu7zBB-8EAYA4KAMAxHAgcA0huBAIE"},
    {"Grapheme_Extend", "Gr_Ext", "Mn Me",
     "-tCAYAmLAYAmDAYAqHASBnDAYA3DAPA1qDA2mBAhhEBu7zBB-8EAYA4KAMAxHAgcA0huBAIEt1rY_C"},
    {"Hex_Digit", "Hex", "", "wBJHFaFp1_BJHFaF"},
    {"IDS_Binary_Operator", "IDSB", "", "w_LBCH"},
    {"IDS_Trinary_Operator", "IDST", "", "y_LB"},
    {"ID_Continue", "IDC", "L Nl Mn Mc Nd Pc", "3FAvWAh_DIozBA95BAVAgoDArTB"},
    {"ID_Start", "IDS", "L Nl", "lkGBxkCAVAgoDArTB"},
    {"Ideographic", "Ideo", "",
     "mgMBZIOCle_tGgC_vUgoWtLCpDqodAb3_FI1mBqBInjJrMkoT_2pBgB5hEG9GCh0FOwpH_gD9QivBq6EF_iE"},
    {"Join_Control", "Join_C", "", "sgIB"},
    {"Logical_Order_Exception", "LOE", "", "gyDE7DEw3CCCA6nkBBCABB"},
    {"Lowercase", "Lower", "Ll",
     "qFAPA1PIHBeEgDA0BAhsDAvhD-BNAiBkBxVANAQMzGPwaZy8BB-weByGAhECDBibDJA2gXACCBpBBI1j2B9B"},
    {"Math", "Math", "",
     "rBAQCfAdABAtBAEAlBAfA4WCCAaBCCvQCtwGAbCLADANAODVELEhCMEADBEESAEACJBACFGADBCBBCBFDNBAkCXBFBBEBEfBAGBOrIIDUB6"
     "CAeaBAYALG9NBMJEFEBCBDEOABACFLHFB5BABAdDJCwK_BgI_PwBUCF8-zBA3ZFBAiFAQCdABAdABAjEAGDzg1B0CBmCBBCACBCDBLBABGB"
     "gCBDCHBGBbBDBEBADGBzKCjJCxBgwFDBaBBBACABJBDBABAGAEABABABCBBBACABABABABABBBACDBGBDBDBABJBQFCBEBQ0BB"},
    {"Noncharacter_Code_Point", "NChar", "",
     "wu_BfuQB-__BB-__BB-__BB-__BB-__BB-__BB-__BB-__BB-__BB-__BB-__BB-__BB-__BB-__BB-__BB-__BB"},
    {"Pattern_Syntax", "Pat_Syn", "",
     "hBOKGaDBAaDiBGBABBBABBEAEADAXAfA44HXIOCSBJxJvWgF1TerjBgQ_DhMCEYPAtozBBlIB"},
    {"Pattern_White_Space", "Pat_WS", "", "JESAkDAo8HBYB"},
    {"Quotation_Mark", "QMark", "", "iBAEAjEAPA86HHZBnwDApODNChxzBD9FAEA6CB"},
    {"Radical", "Radical", "", "g0LZB4CM1G"},
    {"Regional_Indicator", "RI", "", "mv8DZ"},
    {"Sentence_Terminal", "STerm", "",
     "hBAMAQApqBAzEC0FArBC2HA9BABADBlJBk3BB2YAEBlYAmGBsGAFA6JBiLDuFBCBdB8FBhCB8dBJCkvDANAWBtNA8ndAuIBjHADA-LB2CB_"
     "CA4EBzECwEB5HAmzUADBpFAMAQAhCA03CB9nBEsBD9FB1DD_DChEBGAQB4CBBBsDAhNB1LBFOpDB5HClQABA7HB3CBkNB0VBqCBp5SBlEAh"
     "CBLAzaAmwTAovHA"},
    {"Soft_Dotted", "SD", "",
     "pDBkGA5IAeA0BAUAgKAiDABApoGAzBANADAkEA9EAlNA2GBy5CAl9pDByBByBByBByBByBByBByBByBByBByBByBByBBmkCAxJBaA"},
    {"Terminal_Punctuation", "Term", "",
     "hBAKABALBDA-ZAIAhQA5BAoCAOABC0FArBKBArHB2BOfAlIB0nBBsFAEF3JB1YHlYA8DCnCB9ECDAnBDCB6JBiLDuFBBCdB8FE-BB8dBJCk"
     "vDANAEAKABBDBsNB7ndBtICjHE-LB2CB_CA3ECzEC_DAQB5HAkzUCBDpFAKABALBDAhCACA6hBAwBAmkBAnGA2JB4EFkCF5CD4dEsBD9FGw"
     "DD_DChEBGAQB4CEsDAhNCMBmLDDOpDB5HClQABA7HB3CBEB-MCtBAlUBqCBrpBE5vRBlEAhCCKAyaBmwTAnvHD"},
    {"Unified_Ideograph", "UIdeo", "", "ggN_tGgC_vUuwWBBABBKABABBCC2uhC_2pBgB5hEG9GCh0FOwpH_gFq6EF_iE"},
    {"Uppercase", "Upper", "Lu", "grIPmaZgjzDZGZGZ"},
    {"Variation_Selector", "VS", "", "rgGCBAwv5BPw3gavH"},
    {"White_Space", "space", "", "JESAkDAaA_uFA_rCKdBFAvBAg9DA"},
    {"XID_Continue", "XIDC", "L Nl Mn Mc Nd Pc", "3FAiWAMAh_DIozBA95BAVAgoDAuxzBF2MB0DABABABABABABABA"},
    {"XID_Start", "XIDS", "L Nl", "6bA41CA_DAxuCBxkCAVAgoDAuxzBF2MB0DABABABABABABABA_IB"},
};

constexpr ScriptName kScripts[] = {
    {"Adlm", "Adlam", "_wBAgBA"},
    {"Aghb", "Caucasian_Albanian", ""},
    {"Ahom", "Ahom", ""},
    {"Arab", "Arabic", "swBAOADAgBAKKaAt29BBgtBb"},
    {"Armi", "Imperial_Aramaic", ""},
    {"Armn", "Armenian", ""},
    {"Avst", "Avestan", ""},
    {"Bali", "Balinese", ""},
    {"Bamu", "Bamum", ""},
    {"Bass", "Bassa_Vah", ""},
    {"Batk", "Batak", ""},
    {"Beng", "Bengali", "xqCBRBq7EABACBBAIAIACAEACC5_iBA"},
    {"Bhks", "Bhaiksuki", ""},
    {"Bopo", "Bopomofo", "hgMCEJBMKDCAGAjGApqzBB6IE"},
    {"Brah", "Brahmi", ""},
    {"Brai", "Braille", ""},
    {"Bugi", "Buginese", "vuqBA"},
    {"Buhd", "Buhid", "15FB"},
    {"Cakm", "Chakma", "mvCJwyBJ"},
    {"Cans", "Canadian_Aboriginal", ""},
    {"Cari", "Carian", ""},
    {"Cham", "Cham", ""},
    {"Cher", "Cherokee", ""},
    {"Chrs", "Chorasmian", ""},
    {"Copt", "Coptic", "g3gCb"},
    {"Qaac", "Coptic", "g3gCb"},
    {"Cpmn", "Cypro_Minoan", "gogCB"},
    {"Cprt", "Cypriot", "gogCCEsBDI"},
    {"Cyrl", "Cyrillic", "lkBBxrGAqiEA"},
    {"Deva", "Devanagari", "xqCBRBq7EmBBB2fA_5hBJ"},
    {"Diak", "Dives_Akuru", ""},
    {"Dogr", "Dogra", "krCLg2nBJ"},
    {"Dsrt", "Deseret", ""},
    {"Dupl", "Duployan", "glvDD"},
    {"Egyp", "Egyptian_Hieroglyphs", ""},
    {"Elba", "Elbasan", ""},
    {"Elym", "Elymaic", ""},
    {"Ethi", "Ethiopic", ""},
    {"Geor", "Georgian", "7nEA"},
    {"Glag", "Glagolitic", "kkBACA7tKArheA"},
    {"Gong", "Gunjala_Gondi", "krCB"},
    {"Gonm", "Masaram_Gondi", "krCB"},
    {"Goth", "Gothic", ""},
    {"Gran", "Grantha", "xqCBRBgUN8mEABBeCDB2fAqy8BA0kDBBA"},
    {"Grek", "Greek", "iaACA6zGB"},
    {"Gujr", "Gujarati", "xqCBRBq2nBJ"},
    {"Guru", "Gurmukhi", "xqCBRBq2nBJ"},
    {"Hang", "Hangul", "hgMCEJBMQAGAjGApqzBB6IE"},
    {"Hani", "Han", "hgMCCABJBMKDCAGAED7FA0EPgBjB8BnB4BwBPLzBA4CYKEgDeh4cH95VB6IE6_0BR-2HB"},
    {"Hano", "Hanunoo", "15FB"},
    {"Hatr", "Hatran", ""},
    {"Hebr", "Hebrew", ""},
    {"Hira", "Hiragana", "hgMCEJBMQFBAEB7CDDA6CBoqzBB6IEKAtBB"},
    {"Hluw", "Anatolian_Hieroglyphs", ""},
    {"Hmng", "Pahawh_Hmong", ""},
    {"Hmnp", "Nyiakeng_Puachue_Hmong", ""},
    {"Hung", "Old_Hungarian", ""},
    {"Ital", "Old_Italic", ""},
    {"Java", "Javanese", "vuqBA"},
    {"Kali", "Kayah_Li", "upqBA"},
    {"Kana", "Katakana", "hgMCEJBMQFBAEB7CDDA6CBoqzBB6IEKAtBB"},
    {"Kawi", "Kawi", ""},
    {"Khar", "Kharoshthi", ""},
    {"Khmr", "Khmer", ""},
    {"Khoj", "Khojki", "m3CJgqnBJ"},
    {"Kits", "Khitan_Small_Script", ""},
    {"Knda", "Kannada", "xqCBRBq7EABAHAXABA75iBF"},
    {"Kthi", "Kaithi", "mrCJg2nBJ"},
    {"Lana", "Tai_Tham", ""},
    {"Laoo", "Lao", ""},
    {"Latn", "Latin", "jbM1IBqmBBo9BAz5DAgGAvwhBHmRA"},
    {"Lepc", "Lepcha", ""},
    {"Limb", "Limbu", "lrCA"},
    {"Lina", "Linear_A", "nogCsB"},
    {"Linb", "Linear_B", "gogCCEsBDI"},
    {"Lisu", "Lisu", ""},
    {"Lyci", "Lycian", ""},
    {"Lydi", "Lydian", ""},
    {"Mahj", "Mahajani", "krCLg2nBJ"},
    {"Maka", "Makasar", ""},
    {"Mand", "Mandaic", "gyBA"},
    {"Mani", "Manichaean", "gyBA"},
    {"Marc", "Marchen", ""},
    {"Medf", "Medefaidrin", ""},
    {"Mend", "Mende_Kikakui", ""},
    {"Merc", "Meroitic_Cursive", ""},
    {"Mero", "Meroitic_Hieroglyphs", ""},
    {"Mlym", "Malayalam", "xqCBRB07EA16iBC"},
    {"Modi", "Modi", "whqBJ"},
    {"Mong", "Mongolian", "igGBBAphCA"},
    {"Mroo", "Mro", ""},
    {"Mtei", "Meetei_Mayek", ""},
    {"Mult", "Multani", "mzCJ"},
    {"Mymr", "Myanmar", "upqBA"},
    {"Nagm", "Nag_Mundari", ""},
    {"Nand", "Nandinagari", "krCBgcJ5_DAIAHA15iBF"},
    {"Narb", "Old_North_Arabian", ""},
    {"Nbat", "Nabataean", ""},
    {"Newa", "Newa", ""},
    {"Nkoo", "Nko", "swBAOADA-49BB"},
    {"Nshu", "Nushu", ""},
    {"Ogam", "Ogham", ""},
    {"Olck", "Ol_Chiki", ""},
    {"Orkh", "Old_Turkic", ""},
    {"Orya", "Oriya", "xqCBRB07EAXA"},
    {"Osge", "Osage", ""},
    {"Osma", "Osmanya", ""},
    {"Ougr", "Old_Uyghur", "gyBAxlhCA"},
    {"Palm", "Palmyrene", ""},
    {"Pauc", "Pau_Cin_Hau", ""},
    {"Perm", "Old_Permic", "jkBA"},
    {"Phag", "Phags_Pa", "igGBBA"},
    {"Phli", "Inscriptional_Pahlavi", ""},
    {"Phlp", "Psalter_Pahlavi", "gyBA"},
    {"Phnx", "Phoenician", ""},
    {"Plrd", "Miao", ""},
    {"Prti", "Inscriptional_Parthian", ""},
    {"Rjng", "Rejang", ""},
    {"Rohg", "Hanifi_Rohingya", "swBAOADAgBAzEA"},
    {"Runr", "Runic", ""},
    {"Samr", "Samaritan", ""},
    {"Sarb", "Old_South_Arabian", ""},
    {"Saur", "Saurashtra", ""},
    {"Sgnw", "SignWriting", ""},
    {"Shaw", "Shavian", ""},
    {"Shrd", "Sharada", "xqCAl8EABACBCA"},
    {"Sidd", "Siddham", ""},
    {"Sind", "Khudawadi", "krCBq2nBJ"},
    {"Sinh", "Sinhala", "krCB"},
    {"Sogd", "Sogdian", "gyBA"},
    {"Sogo", "Old_Sogdian", ""},
    {"Sora", "Sora_Sompeng", ""},
    {"Soyo", "Soyombo", ""},
    {"Sund", "Sundanese", ""},
    {"Sylo", "Syloti_Nagri", "krCBgEJ"},
    {"Syrc", "Syriac", "swBAOBCAgBAKKaAn8FABA"},
    {"Tagb", "Tagbanwa", "15FB"},
    {"Takr", "Takri", "krCBq2nBJ"},
    {"Tale", "Tai_Le", "giEJ"},
    {"Talu", "New_Tai_Lue", ""},
    {"Taml", "Tamil", "xqCBRB07EA4gjBAtwaABA3BB"},
    {"Tang", "Tangut", ""},
    {"Tavt", "Tai_Viet", ""},
    {"Telu", "Telugu", "xqCBRB07EAXA"},
    {"Tfng", "Tifinagh", ""},
    {"Tglg", "Tagalog", "15FB"},
    {"Thaa", "Thaana", "swBAOBCAgCJo89BAKA"},
    {"Thai", "Thai", ""},
    {"Tibt", "Tibetan", ""},
    {"Tirh", "Tirhuta", "xqCBRBs8EA95iBJ"},
    {"Tnsa", "Tangsa", ""},
    {"Toto", "Toto", ""},
    {"Ugar", "Ugaritic", ""},
    {"Vaii", "Vai", ""},
    {"Vith", "Vithkuqi", ""},
    {"Wara", "Warang_Citi", ""},
    {"Wcho", "Wancho", ""},
    {"Xpeo", "Old_Persian", ""},
    {"Xsux", "Cuneiform", ""},
    {"Yezi", "Yezidi", "swBAOADAgCJ"},
    {"Yiii", "Yi", "hgMBFJCH_GAlzzBE"},
    {"Zanb", "Zanabazar_Square", ""},
    {"Zinh", "Inherited", "iaACAdM1IBkOKaAgXB97ECBMBGEAGADBmGB2BABA1XA55DDrDBly0BA6iEA"},
    {"Qaai", "Inherited", "iaACAdM1IBkOKaAgXB97ECBMBGEAGADBmGB2BABA1XA55DDrDBly0BA6iEA"},
    {"Zyyy", "Common",
     "swBAOADAgBAjZB18BA5xBBrGBBAtmBANAHDBFBCCA0ZAzwDA9NCCABJBMQFBAED7CBDA6CBzEPgBjB8BnB4BwBPLzBA4CYKEgDeh4cHoJJ0"
     "HAgFAu7UBlIB6IEKAtBBgLCEsBDIhNaktuBD81FR-2HB"},
};

}  // namespace

std::span<const BinaryProperty> binary_property_table() { return kBinary; }

std::span<const ScriptName> script_table() { return kScripts; }

}  // namespace nines::validate
