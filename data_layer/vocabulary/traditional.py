"""Traditional signs that stand in headings, places, titles and industries, as simplified ones.

Names of enterprises stay as they are written.
"""

from typing import Final

WRITTEN: Final = (
    "蘇廣東臺灣陝遼寧貴雲龍內慶門連島無錫紹興煙濱漢長陽濟鄭陰揚鹽鎮遷黃岡隨荊蘭銀區縣鄉濰"
    "萊棗業稱層級證號註冊資產實繳屬國際營權專發開關電機備製動車輛學術劃統計網絡軟體訊傳輸"
    "務飲衛會協環綜諮詢類別認單項軍創參險數從員歷職額與費佔銷應進階鋼鐵鋁銅塗紡織絲綢紙張"
    "飾飼餵藥醫療儀錶錄齒輪軸緊閥鑄鍛鋰顯觸導熱氣變壓節養農漁礦採選築裝貿運郵儲倉師範檢測"
    "試驗審評標準誌優質賽獎榮譽屆頒個請報諾續滿適啟終戶聯繫話經緯編輯轉讓紅藍綠橫縱雙對後"
    "兩萬億監歲獲幣圓驅護鏈線維壽寶葯幹緒潤淨負債稅總辦處廠鋪館檔設劑膠傢俱佈鑽鍋爐彈齡衝"
    "鏡頭鄰裡間陸週點燈飛艙艦鉤鎖鏟鍵盤腦絕緣櫃彙碼記簡規"
)
SIMPLIFIED: Final = (
    "苏广东台湾陕辽宁贵云龙内庆门连岛无锡绍兴烟滨汉长阳济郑阴扬盐镇迁黄冈随荆兰银区县乡潍"
    "莱枣业称层级证号注册资产实缴属国际营权专发开关电机备制动车辆学术划统计网络软体讯传输"
    "务饮卫会协环综咨询类别认单项军创参险数从员历职额与费占销应进阶钢铁铝铜涂纺织丝绸纸张"
    "饰饲喂药医疗仪表录齿轮轴紧阀铸锻锂显触导热气变压节养农渔矿采选筑装贸运邮储仓师范检测"
    "试验审评标准志优质赛奖荣誉届颁个请报诺续满适启终户联系话经纬编辑转让红蓝绿横纵双对后"
    "两万亿监岁获币圆驱护链线维寿宝药干绪润净负债税总办处厂铺馆档设剂胶家具布钻锅炉弹龄冲"
    "镜头邻里间陆周点灯飞舱舰钩锁铲键盘脑绝缘柜汇码记简规"
)
TABLE: Final = str.maketrans(WRITTEN, SIMPLIFIED)


def simplified(text: str) -> str:
    """The text in simplified signs."""
    return text.translate(TABLE)
