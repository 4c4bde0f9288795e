"""What little giants are said to contribute: the sources do not agree (s2, s3, s5)."""

from components.parts.fact_exhibit import fact_exhibit
from data_layer.vocabulary.text import Text

EXHIBIT = fact_exhibit(
    Text("“小巨人”贡献多少：各说各话", "What little giants contribute: claims differ"),
    Text(
        "两份来源并列。来源：s3 称贡献8.5%的有效发明专利，s5 称60%的专利发明，二者不可能同时"
        "成立（勘误 x49）。",
        "Two sources side by side. The sources: s3 says 8.5% of valid invention patents, s5 "
        "says 60% of patented inventions; both cannot hold (erratum x49).",
    ),
    (
        "f_lg_patent_share",
        "f_lg_inv_share",
        "f_lg_newprod",
        "f_lg_pop_share",
        "f_lg_emerging",
        "f_sme_tech",
    ),
    note=Text(
        "勘误 x49：s5 的60%没有出处，s3 的8.5%为2024年底。分母各不相同：专利、新产品、企业数；"
        "f_sme_tech 指全部中小企业。",
        "Erratum x49: the 60% of s5 has no source, the 8.5% of s3 is for the end of 2024. The "
        "denominators differ: patents, new products, enterprises; f_sme_tech is of all SMEs.",
    ),
    order=70,
)
