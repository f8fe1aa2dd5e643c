"""The words that the law fixes for a paper; a paper is Vietnamese whatever language its reader has chosen."""

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
NUMBER = "Số"
RECIPIENTS = "Nơi nhận:"
UNIT = "Đơn vị tính"
RESULT_CODE = "Mã kết quả"
PRINTED_AT = "In lúc"
MADE_UP = "*"
# At the end of a figure's source: the paper says so beside the figure.
YEAR_NOT_NAMED = "nguồn không nêu năm"
