"""The words that the law fixes for a paper; a paper is Vietnamese whatever language its reader has chosen."""

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
NUMBER = "Số"
RECIPIENTS = "Nơi nhận:"
UNIT = "Đơn vị tính"
RESULT_CODE = "Mã kết quả"
PRINTED_AT = "In lúc"
