"""Names of families from Poland, Romania and Lithuania, and of Gypsy, Roma and Traveller families."""

from commonthread.synthetic.names.culture import Culture, Custom, Ranked, compounds, one_era

POLISH = Culture(
    name="Polish",
    custom=Custom.GENDERED,
    languages=("Polish",),
    middle_share=0.35,
    eras=one_era(
        """Anna Katarzyna Agnieszka Magdalena Joanna Monika Julia Zuzanna Maja Zofia Hanna Aleksandra
        Natalia Oliwia Wiktoria Lena Alicja Amelia Barbara Beata Dorota Ewa Gabriela Iwona Izabela
        Justyna Karolina Kinga Malgorzata Maria Marta Nikola Patrycja Paulina Sylwia Weronika Emilia
        Nadia""",
        """Piotr Krzysztof Andrzej Tomasz Pawel Jan Marcin Jakub Szymon Filip Kacper Antoni Michal
        Mateusz Adam Adrian Aleksander Bartosz Dawid Dominik Grzegorz Igor Kamil Karol Lukasz Maciej
        Marek Mikolaj Oskar Patryk Przemyslaw Rafal Robert Sebastian Slawomir Stanislaw Wojciech Nikodem
        Wiktor""",
    ),
    family=Ranked(
        """Nowak Kowalski Wisniewski Wojcik Kowalczyk Kaminski Lewandowski Zielinski Szymanski Wozniak
        Dabrowski Kozlowski Jankowski Mazur Wojciechowski Kwiatkowski Krawczyk Kaczmarek Piotrowski
        Grabowski Zajac Pawlowski Michalski Krol Wieczorek Jablonski Wrobel Nowakowski Majewski
        Olszewski Stepien Malinowski Jaworski Adamczyk Dudek Nowicki Pawlak Gorski Witkowski Walczak
        Sikora Baran Rutkowski Michalak Szewczyk Ostrowski Tomaszewski Pietrzak Zalewski Wroblewski""",
        slope=0.5,
    ),
    rare_family=compounds(
        "Bor Czar Dob Gad Jas Kal Lip Mal Ol Pod Rad Sad Tar Wil Zab", "kowski owski inski nicki anek czak"
    ),
    rare_family_share=0.25,
)
ROMANIAN = Culture(
    name="Romanian",
    languages=("Romanian",),
    middle_share=0.55,
    eras=one_era(
        """Maria Elena Ioana Andreea Ana Mihaela Alexandra Cristina Daniela Gabriela Georgiana Denisa
        Sofia Alina Bianca Carmen Claudia Diana Florentina Iulia Larisa Loredana Mirela Monica Nicoleta
        Raluca Roxana Simona Valentina Antonia Eva Ilinca""",
        """Andrei Alexandru Ionut Gheorghe Ion Vasile Mihai Cristian Florin Marian David Gabriel Adrian
        Bogdan Catalin Constantin Cosmin Daniel Darius Dumitru George Iulian Luca Lucian Marius Matei
        Nicolae Petru Razvan Robert Stefan Vlad""",
    ),
    family=Ranked(
        """Popa Popescu Ionescu Radu Dumitru Stan Stoica Gheorghe Matei Ciobanu Rusu Munteanu Constantin
        Marin Lazar Florea Dinu Ilie Toma Serban Moldovan Preda Barbu Nistor Neagu Dobre Tudor Oprea
        Sandu Manole Cristea Mocanu Balan Stanciu Voicu Enache Lupu Roman""",
        slope=0.5,
    ),
)
LITHUANIAN = Culture(
    name="Lithuanian",
    languages=("Lithuanian", "Russian"),
    eras=one_era(
        """Egle Ruta Ieva Gabija Emilija Austeja Kamile Ugne Rasa Jurgita Daiva Vilma Inga Kristina Lina
        Greta Monika Viktorija Aiste Urte""",
        """Mantas Lukas Tomas Jonas Marius Andrius Darius Dovydas Gintaras Arturas Domas Matas Nojus
        Saulius Vytautas Rokas Karolis Ignas Paulius Edgaras""",
    ),
    family=Ranked(
        """Kazlauskas Jankauskas Petrauskas Stankevicius Vasiliauskas Zukauskas Butkus Paulauskas
        Urbonas Kavaliauskas Navickas Ramanauskas Balciunas Adomaitis Rimkus Savickas Sakalauskas
        Mikalauskas"""
    ),
)
ROMA = Culture(
    name="Roma",
    languages=("Romani", "Romanian", "Slovak"),
    eras=one_era(
        """Maria Elena Vanessa Denisa Kristina Esmeralda Rebeka Sabrina Gabriela Jana Helena Violeta
        Rozalia Ana Ramona Nikola Zuzana Viorica Petra Isaura""",
        """Marek Roman Jan Florin Ionut Milan Patrik Samuel Denis Ricardo Mario Armando Gheorghe
        Ladislav Nicolae Tibor Rafael Sebastian Viorel Dusan""",
    ),
    family=Ranked(
        """Horvath Stojka Lakatos Varga Balog Ciurar Gabor Covaci Rostas Mirga Tulej Kandrac Dunka Pusca
        Stanescu Caldaras Lingurar Oglan Zigova Badzo"""
    ),
)
TRAVELLER = Culture(
    name="Irish Traveller",
    languages=("English",),
    middle_share=0.3,
    eras=one_era(
        """Bridget Margaret Mary Kathleen Ann Winifred Nora Helen Savannah Shakira Philomena Chantelle
        Eileen Josephine Elizabeth Bernadette Barbara Kate Teresa Rosie""",
        """John Patrick Michael James Martin Thomas Simon Johnny Miley Jimmy Hughie Willy Francis
        Bernard Edward Christopher Dan Felix Paddy Andy""",
    ),
    family=Ranked(
        """Ward McDonagh Connors Doran Maughan Stokes Doherty Delaney Cash Joyce Reilly Lee Smith Price
        Loveridge Cawley Purcell Quilligan Mongan Collins Sheridan Nevin"""
    ),
)
