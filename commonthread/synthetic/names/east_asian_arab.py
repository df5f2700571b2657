"""Names of families from China, Vietnam, the Arab countries, Iran and Kurdistan."""

from commonthread.synthetic.names.culture import Culture, Custom, Era, Ranked, one_era

_ENGLISH = Era(
    9999,
    Ranked("Amy Jenny Vivian Lily Grace Emily Alice Michelle Jessica Tiffany Cindy Fiona Winnie Joyce"),
    Ranked("Jason Kevin Eric Tony Andy Steven Daniel Ryan Alan Raymond Simon Henry Vincent Leo"),
)
CHINESE = Culture(
    name="Chinese",
    custom=Custom.FAMILY_FIRST,
    languages=("Cantonese", "Mandarin"),
    known_as=_ENGLISH,
    eras=one_era(
        """Mei-Ling Xiu-Ying Wai-Yee Siu-Fong Jing Ying Xin-Yi Yu-Ting Hui Li-Na Fang Jia-Yi Suk-Yee
        Wing-Yan Yan Zi-Han Xiao-Ling Mei-Hua Ka-Man Hoi-Yan Pui-Shan Lai-Kuen Qian Rui Shan Yi-Fei Ling
        Xue""",
        """Wei Jun Ming Chi-Wai Kwok-Keung Wing-Kit Jian Hao Yi-Chen Zi-Xuan Ka-Ho Tsz-Hin Lei Feng Bo
        Chun-Kit Siu-Ming Kam-Tong Yat-Long Jia-Hao Wai-Man Chi-Fai Gang Peng Tao Qiang Long Cheuk-Yin""",
    ),
    family=Ranked(
        """Chan Wong Li Wang Zhang Chen Liu Lam Cheung Ng Leung Yang Ho Huang Lee Chow Tang Zhao Wu Lau
        Yip Cheng Lin Xu Yu Zhou Fung Kwok Tsang Mak Law Tse Hui Ma Sun Zhu He Guo Lai Poon Siu To Yeung
        Yuen Choi Kwan""",
        slope=0.75,
    ),
)
VIETNAMESE = Culture(
    name="Vietnamese",
    custom=Custom.FAMILY_FIRST,
    languages=("Vietnamese",),
    known_as=_ENGLISH,
    eras=one_era(
        """Thi-Lan Thi-Huong Thi-Mai Linh Thi-Hoa Phuong Thao Trang Anh Hang Hien Ngoc My Thi-Thu Tuyet
        Yen Kim Nhung Loan Quynh""",
        """Van-Hung Minh Duc Tuan Van-Nam Quang Huy Dung Hai Long Khanh Thanh Cuong Phong Son Viet Tai
        Hoang Bao Trung""",
    ),
    family=Ranked(
        "Nguyen Tran Le Pham Hoang Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly Huynh Truong Dinh",
        offset=1.2,
        slope=1.25,
    ),
)
ARAB = Culture(
    name="Arab",
    languages=("Arabic",),
    middle_share=0.45,
    eras=one_era(
        """Fatima Maryam Zainab Noor Sarah Aisha Layla Amal Huda Rania Hanan Lina Yasmin Salma Dalal
        Ghada Iman Khadija Leen Malak Nada Reem Rima Sabah Samar Shahd Wafa Zahra Afnan Arwa Balqis Jana""",
        """Mohammed Ahmed Ali Omar Hassan Hussein Mahmoud Khaled Yousef Abdullah Ibrahim Mustafa Saleh
        Adel Amir Bassam Faisal Hamza Hisham Jamal Karim Majed Nasser Osama Qassem Rami Saif Tarek
        Waleed Yahya Ziad Anwar""",
    ),
    family=Ranked(
        """Saleh Ali Al-Hassan Ahmed Hassan Mohammed Al-Ahmad Al-Masri Nasser Qassem Saeed Abdullah
        Al-Shami Haddad Ibrahim Khalil Mansour Muthanna Naji Othman Al-Khatib Al-Yafai Aziz Darwish
        El-Sayed Ghaleb Hamdan Issa Jaber Kassem Mohsen Obaid Saif Taher Yassin Al-Omari Al-Najjar
        Ben-Salem El-Amin""",
        slope=0.75,
    ),
)
KURDISH = Culture(
    name="Kurdish or Iranian",
    languages=("Kurdish", "Farsi"),
    eras=one_era(
        """Shilan Rojin Avin Zeynab Parisa Maryam Sara Niloufar Shirin Berivan Chnar Dilan Gulistan
        Hêlin Jiyan Kani Lana Mahsa Narin Ronak Soma Tara""",
        """Rebwar Azad Karwan Hiwa Reza Mohammad Ali Hossein Soran Bakhtiar Dara Farhad Goran Hama
        Ismail Kaveh Mehdi Nawzad Omid Rawand Saman Zana""",
    ),
    family=Ranked(
        """Ahmadi Mohammadi Karim Hosseini Rashid Hassan Salih Aziz Amin Rezaei Hama Faraj Ibrahim
        Karimi Majid Moradi Mustafa Omar Qadir Rostami Sharif Taha Zandi Ali"""
    ),
)
