"""Names of families from the Caribbean, West and East Africa and Zimbabwe."""

from commonthread.synthetic.names.culture import Culture, Custom, Era, Ranked, compounds, one_era

CARIBBEAN = Culture(
    name="Black Caribbean",
    languages=("English",),
    middle_share=0.65,
    double_barrelled_share=0.09,
    eras=(
        Era(
            1980,
            Ranked(
                """Beverley Sonia Yvonne Sharon Marcia Pauline Carol Lorna Jennifer Hyacinth Gloria
                Merlene Norma Doreen Claudette Maxine Paulette Angela Sandra Verona Dorothy Icilda
                Cynthia Monica Joan Valerie Myrtle Daphne Ena Ivy Millicent Vinette Winsome Novlette
                Dawn Heather Lorraine Marlene"""
            ),
            Ranked(
                """Winston Errol Leroy Trevor Carlton Devon Clive Desmond Delroy Michael Anthony Neville
                Horace Lloyd Courtney Everton Glenroy Linval Norman Oswald Rupert Vincent Barrington
                Clifton Dalton Donovan Fitzroy George Junior Keith Lascelles Noel Patrick Roy Steve
                Wayne Paul Mark"""
            ),
        ),
        Era(
            9999,
            Ranked(
                """Aaliyah Shanice Tianna Kiara Jada Ebony Chantelle Leah Naomi Renee Jasmine Tamara Zoe
                Kayla Alisha Amara Chanel Deja Imani Keisha Kyra Latoya Malia Nevaeh Paris Rochelle Sade
                Shanae Tia Toni Zaria Amelia Destiny Gabrielle Hope Kezia Makayla Nyah Raven Simone Skye
                Talia"""
            ),
            Ranked(
                """Jayden Tyrone Jerome Marcus Kai Malachi Isaiah Josiah Tyrell Kieron Nathan Andre
                Aaron Elijah Jamal Kyle Leon Omari Reuben Romario Tremaine Xavier Zion Caleb Dante
                Darnell Ezekiel Jahmal Jermaine Joel Khalil Levi Lamar Micah Nathaniel Quincy Rashad
                Shaquille Theo Tyrese Zachariah"""
            ),
        ),
    ),
    family=Ranked(
        """Brown Campbell Williams Thompson Johnson Francis Gordon Clarke Lewis James Grant Morgan Reid
        Wright Edwards Henry Robinson Stewart Bailey Allen Samuels Davis Walters Powell Gayle Palmer
        Miller Morrison Richards Barrett Anderson Blake Charles Douglas Fearon Graham Hinds Jackson
        Joseph Lawrence McKenzie Nelson Parchment Pinnock Rowe Simpson Spence Sterling Whyte Wilson
        Bryan Burke Daley Dixon Facey Forbes Gooden Harriott Linton Mullings Nembhard Phillips Rattray
        Scarlett Senior Wint""",
        slope=0.6,
    ),
)
_YORUBA = compounds(
    "Ade Ola Olu Oye Ayo Akin Ogun Fa Baba Owo",
    "bayo wale tunde yemi niyi lade kunle dele sanya leye toye mola",
)
NIGERIAN = Culture(
    name="Nigerian",
    languages=("English", "Yoruba", "Igbo"),
    middle_share=0.75,
    eras=one_era(
        """Grace Blessing Esther Deborah Chioma Ngozi Folake Funmilayo Oluwaseun Temitope Yetunde Adaeze
        Amarachi Bukola Chidinma Ebunoluwa Elizabeth Faith Favour Ifeoma Joy Mary Mercy Nkechi Olamide
        Omolara Oluwadamilola Patience Precious Ronke Ruth Sarah Tolulope Uche Victoria Zainab Abigail
        Adesewa Chiamaka Damilola""",
        """Emmanuel David Samuel Daniel Oluwaseun Chukwuemeka Michael Joshua Babatunde Ayodele Chinedu
        Ikechukwu Olumide Tunde Adebayo Femi Gabriel Ifeanyi Israel John Kelechi Kolawole Obinna Olawale
        Oluwatobi Peter Segun Solomon Temitope Tobi Uche Victor Wale Adeyemi Chibuike Ebuka Elijah Ezra
        Jeremiah""",
    ),
    family=Ranked(
        """Adeyemi Okafor Okonkwo Adebayo Ogunleye Eze Balogun Nwosu Oladipo Afolabi Adeleke Okeke Obi
        Ojo Lawal Bello Ibrahim Musa Adewale Akinola Ajayi Alabi Ayodele Chukwu Ekwueme Fashola Igwe
        Johnson Nnamdi Nwachukwu Odunsi Ogbonna Okoro Okoye Olatunji Oni Onyeka Osagie Owolabi Salami
        Taiwo Williams""",
        slope=0.5,
    ),
    rare_family=_YORUBA,
    rare_family_share=0.25,
    known_as=Era(
        9999, Ranked("Grace Faith Joy Sarah Peace Mercy Ruth"), Ranked("David Samuel Daniel Victor Michael")
    ),
)
GHANAIAN = Culture(
    name="Ghanaian",
    languages=("English", "Twi"),
    middle_share=0.7,
    eras=one_era(
        """Abena Akosua Ama Adwoa Afia Esi Yaa Akua Grace Comfort Mercy Vida Beatrice Felicia Gifty
        Janet Linda Matilda Priscilla Regina Sandra Patience Emmanuella Josephine""",
        """Kwame Kofi Kwabena Kwaku Yaw Kojo Kwasi Emmanuel Samuel Daniel Isaac Ebenezer Eric Francis
        George Joseph Michael Nana Prince Richard Stephen Bright Felix Kwadwo""",
    ),
    family=Ranked(
        """Mensah Owusu Boateng Osei Asante Appiah Agyeman Amoah Opoku Adjei Addo Asare Acheampong
        Frimpong Antwi Ofori Sarpong Gyamfi Darko Donkor Kyei Nkrumah Oppong Yeboah Ansah Baah Danso
        Quaye Tetteh Wiredu""",
        slope=0.6,
    ),
)
_SOMALI_MEN = """Mohamed Ahmed Ali Abdi Hassan Omar Hussein Ibrahim Yusuf Osman Abdullahi Farah
    Abdirahman Ismail Mahad Said Jama Adan Warsame Nur Khalid Mustafa Salad Aden Bashir Dahir Guled
    Hamse Idris Liban Mahamud Sharmarke Zakaria Ayanle Bile Elmi Faisal Ilyas"""
SOMALI = Culture(
    name="Somali",
    custom=Custom.PATRONYMIC,
    languages=("Somali",),
    eras=one_era(
        """Fatima Amina Khadija Hodan Asha Sahra Halima Ayaan Fadumo Maryan Hibo Ifrah Nimco Safiya
        Zahra Anab Deqa Farhiya Hawa Idil Ikran Ladan Muna Naima Ruqiya Sagal Samira Sumaya Ubah Yasmin
        Hamdi Hafsa Nasra Rahma Suad Warda""",
        _SOMALI_MEN,
    ),
    family=Ranked(_SOMALI_MEN),
)
ERITREAN = Culture(
    name="Eritrean",
    custom=Custom.PATRONYMIC,
    languages=("Tigrinya",),
    eras=one_era(
        """Selam Helen Feven Saba Almaz Bisrat Freweini Hiwet Letebrhan Mebrat Rahwa Ruta Semhar Senait
        Yordanos Winta Luwam Eden Abrehet Mihret Natsnet""",
        """Tesfay Yonas Samuel Filmon Abel Daniel Kidane Merhawi Robel Mehari Berhane Haile Tekle Habtom
        Isaias Yohannes Ghebremeskel Amanuel Biniam Solomon Ermias""",
    ),
    family=Ranked(
        """Tesfay Ghebremeskel Haile Kidane Tekle Berhane Weldu Mehari Habte Araya Asefaw Gebreyesus
        Hagos Kiflom Negash Okbay Semere Woldemichael Zerai Yohannes"""
    ),
)
ZIMBABWEAN = Culture(
    name="Zimbabwean",
    languages=("English", "Shona"),
    middle_share=0.5,
    eras=one_era(
        """Tendai Rumbidzai Chipo Nyasha Tatenda Rutendo Kudzai Memory Precious Grace Tsitsi Vimbai
        Anesu Chenai Fadzai Kundai Loveness Maita Natsai Panashe Ruvimbo Shamiso""",
        """Tinashe Tatenda Takudzwa Farai Tendai Kudakwashe Munashe Tafadzwa Blessing Simbarashe Tapiwa
        Panashe Innocent Kuda Anesu Brighton Clemence Dumisani Edmore Godfrey Learnmore Nigel""",
    ),
    family=Ranked(
        """Moyo Ncube Sibanda Dube Ndlovu Mpofu Chikwanha Chiweshe Gumbo Hove Makoni Mapfumo Marufu
        Matsika Mhlanga Mlambo Muchenje Mudzuri Mukanya Mutasa Nyathi Nyoni Phiri Shumba Tshuma Zhou""",
        slope=0.6,
    ),
)
