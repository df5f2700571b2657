"""Names of families from Pakistan, Bangladesh, India, Afghanistan, Sri Lanka and the Philippines."""

from commonthread.synthetic.names.culture import Culture, Custom, Era, Ranked, one_era

_MUSLIM_GIRLS = """Aisha Fatima Maryam Zainab Khadija Amina Aaliyah Hafsa Sumayyah Zahra Inaya Ayesha
    Hana Iqra Zara Eman Safa Noor Aleena Hiba Mariam Anaya Alisha Sana Laiba Aliza Minahil Areeba Maya
    Ruqayyah Asiya Sara Rabia Saira Malaika Umaimah Anam Bushra Haleema Javeria Kiran Maheen Mahnoor
    Mishal Nabila Rimsha Sadia Samina Tayyaba Umme Yusra Zoya Amelia Sofia Hira Esha Nimra Arfa Dua
    Fariha Humaira Jannat Kainat Manahil Nawal Rania Sahar Simra Tahira Urwa Wajiha Zunaira Insha Aneesa
    Naima"""
_MUSLIM_BOYS = """Muhammad Mohammed Ibrahim Yusuf Ali Adam Abdullah Hamza Ahmed Zakariya Musa Isa Umar
    Hassan Yahya Mustafa Bilal Haris Ismail Zayn Rayyan Eesa Hussain Uthman Sulayman Ayaan Idris Dawud
    Haroon Zain Mikaeel Danyal Faizan Hashim Kabir Luqman Mohammad Muaz Murtaza Qasim Rehan Saad Shayan
    Talha Usman Zaki Abdul Adil Aqib Asad Ayub Ehsan Farhan Ghulam Hamid Imran Junaid Kamran Khalid
    Mahad Nabeel Omar Raheem Salman Shahid Taha Umair Waleed Yaseen Zeeshan Amaan Subhan Zohaib Arham
    Hadi Essa Azaan"""
PAKISTANI = Culture(
    name="Pakistani",
    custom=Custom.TITLED,
    languages=("Urdu", "Mirpuri", "Punjabi", "Pashto"),
    middle_share=0.25,
    eras=(
        Era(
            1985,
            Ranked(
                """Nasreen Shabana Rukhsana Parveen Shaheen Yasmin Fozia Samina Nazia Rubina Saima
                Tahira Shazia Zahida Farzana Naseem Razia Sajida Shamim Fatima Zubaida Robina Kausar
                Nargis Noreen Tasleem Safia Azra Bushra Ghazala Khalida Mumtaz Naheed Rashida Riffat
                Sabina Shakeela Surriya Tanveer Uzma Zainab Amina Rehana Sadia Asma Aneela Iffat Jamila
                Maqsooda Musarat Nusrat Perveen Sughra"""
            ),
            Ranked(
                """Mohammed Abdul Tariq Imran Khalid Shahid Nadeem Javed Amjad Arshad Zahid Sajid Asif
                Pervez Mahmood Liaqat Nasir Riaz Shabir Tahir Waheed Yasin Zafar Ghulam Iqbal Kamran
                Majid Naveed Nazir Rashid Sarfraz Shafiq Shaukat Talib Wajid Yousaf Adeel Aftab Akhtar
                Ansar Aslam Azhar Bashir Fazal Habib Ishtiaq Jamil Karamat Latif Manzoor Maqbool Mushtaq
                Qaiser Rafiq Raja Sohail Tasawar"""
            ),
        ),
        Era(9999, Ranked(_MUSLIM_GIRLS), Ranked(_MUSLIM_BOYS)),
    ),
    family=Ranked(
        """Khan Hussain Ahmed Ali Mahmood Akhtar Iqbal Shah Malik Mohammed Hussein Mirza Butt Raja
        Chaudhry Aslam Rafiq Rashid Akram Aziz Shabir Javed Bashir Sadiq Ashraf Saleem Yousaf Zaman Riaz
        Nawaz Qureshi Ahmad Rehman Latif Nazir Afzal Arshad Sheikh Anwar Hanif Ishaq Younis Farooq
        Parvez Karim Abbas Ghafoor Haider Jabeen Kayani Khaliq Majid Mehmood Mushtaq Raza Siddique
        Sultan Tariq Zafar Bhatti Dar Gul Janjua Kiyani Lone Minhas Mughal Naz Niazi Satti Sarwar Syed
        Tahir Waheed Zaheer Zia Abbasi Baig Choudhary Durrani Gondal Hashmi Jahangir Khattak Mir Paracha
        Rana Yaqoob""",
        slope=0.95,
    ),
)
BANGLADESHI = Culture(
    name="Bangladeshi",
    custom=Custom.TITLED,
    languages=("Sylheti", "Bengali"),
    middle_share=0.2,
    eras=(
        Era(
            1985,
            Ranked(
                """Fatema Rahima Rahela Shahana Nazma Rina Momtaz Sufia Salma Rukia Hasna Jahanara
                Khaleda Lutfa Monowara Nurjahan Parul Rehana Roushanara Sabia Shirin Sultana Taslima
                Amina Anwara Aysha Dilara Ferdousi Halima Jorina Kulsuma Maleka Noorjahan Rabeya Rokeya
                Saleha Shajeda Syeda Asma Farida"""
            ),
            Ranked(
                """Mohammed Abdul Md Shah Nurul Abdur Anwar Faruk Jamal Kamal Mizanur Rafique Shofiqul
                Siraj Azizur Badrul Foysal Golam Habibur Jahangir Khalilur Lutfur Mahbub Moynul Nazrul
                Rezaul Ruhul Sadek Salik Shamsul Sunahar Syed Tofail Abul Akbar Aklis Alom Ashik Giash
                Harun Motin Rois"""
            ),
        ),
        Era(
            9999,
            Ranked(
                """Fatima Aisha Maryam Tahmina Nusrat Sumaiya Tasnim Anisa Farhana Jannatul Sadia Maisha
                Nadia Zainab Amina Mahira Samira Sabrina Ishrat Fahmida Afsana Lamia Nafisa Rumaysa
                Safiya Tanzila Yasmin Zara Arisha Hafsa Humayra Ikra Jasmin Khadija Labiba Mahdiya
                Nabiha Raisa Shamima Tamanna Umme Aliyah Faiza Inaya Marium Nafeesa Rahima Suhana Tahiya"""
            ),
            Ranked(
                """Mohammed Muhammad Ibrahim Yusuf Abdul Rahim Tanvir Sakib Rayan Mahdi Zakir Ayaan
                Nabil Fahim Imran Hasan Arif Adnan Ismail Jubair Karim Mahin Nayeem Omar Rafi Saif
                Shahriar Tahmid Tamim Zayed Abid Ashraf Farhan Habib Ishaq Junayd Mahir Nahian Rakib
                Ridwan Sami Shakil Tausif Yahya Ahnaf Araf Ehan Faizan Hamza Musa Raihan Siam"""
            ),
        ),
    ),
    family=Ranked(
        """Miah Ahmed Ali Hussain Rahman Uddin Islam Khan Choudhury Hoque Alam Haque Chowdhury Begum
        Khatun Bibi Hossain Kamali Malik Akhtar Karim Latif Mia Roshid Shah Ullah Zaman Kalam Hasan
        Sarkar Aziz Bari Hannan Jabbar Khalique Matin Mannan Momin Noor Quddus Rob Salam Sattar Shahid
        Talukdar Wahid""",
        slope=0.95,
    ),
)
_SIKH_GIVEN_OLD = """Gurpreet Harjinder Kulwinder Balwinder Surinder Jaswinder Manjit Sukhwinder
    Parminder Paramjit Kuldip Narinder Baljit Harjit Ranjit Satnam Mohinder Davinder Rajinder Kulwant
    Gurmit Amarjit Daljit Gurdip Harbans Jagdish Jasbir Kamaljit Lakhbir Malkit Nirmal Pritam Resham
    Sarbjit Tarsem Avtar Bhupinder Charanjit Gurdev Inderjit Joginder Mandeep Sukhdev Tejinder Swaran
    Bakshish"""
_SIKH_GIRLS = """Simran Harleen Jasleen Manpreet Navneet Amrit Kiranjot Prabhjot Gurleen Jaspreet Mehar
    Anaya Asees Avneet Divya Eknoor Harnoor Ishleen Jasmine Kavneet Livleen Manveer Navjot Pavandeep
    Rajdeep Sahib Serena Tavleen Anoop Arpan Ashmeet Bhavneet Dilpreet Gurnoor Harsimran Jeevan Kirpa
    Mandeep Nimrat Priya Ravneet Sukhmani Taran"""
_SIKH_BOYS = """Arjan Gurveer Jeevan Harjot Arjun Jovan Manveer Rajan Karan Amar Gurjot Harvir Jaskaran
    Jasraj Jayden Kiran Navraj Prabhjot Ranveer Sahib Veer Angad Armaan Avi Balraj Bhavdeep Dilraj Ekam
    Fateh Gurshaan Himmat Inderpal Jagveer Joban Kabir Lovepreet Mehtab Onkar Param Raj Satvir Tegbir
    Udham Yuvraj Zorawar Aman Sandeep Gurdeep"""
SIKH = Culture(
    name="Indian Sikh",
    custom=Custom.SIKH,
    languages=("Punjabi",),
    middle_share=1.0,
    eras=(
        Era(1985, Ranked(_SIKH_GIVEN_OLD), Ranked(_SIKH_GIVEN_OLD)),
        Era(9999, Ranked(_SIKH_GIRLS), Ranked(_SIKH_BOYS)),
    ),
    family=Ranked(
        """Gill Sandhu Sidhu Dhillon Grewal Johal Bains Dhaliwal Atwal Sahota Mann Uppal Cheema Sangha
        Bhogal Rai Virdee Matharu Chahal Hayer Kang Purewal Randhawa Samra Toor Athwal Basra Bhandal
        Deol Dosanjh Ghuman Heer Jandu Jassal Khera Lidder Mahal Nagra Nijjar Panesar Pannu Rehal
        Sanghera Sohal Sunner Tiwana Aujla Badesha Chana Kalsi Lall Plaha Rayat Sagoo Thandi""",
        slope=0.6,
    ),
)
HINDU = Culture(
    name="Indian Hindu",
    languages=("Gujarati", "Hindi", "Punjabi"),
    middle_share=0.3,
    eras=(
        Era(
            1985,
            Ranked(
                """Sunita Anita Meena Neeta Hansa Jyoti Kiran Manjula Nirmala Pushpa Rekha Savita Shobha
                Sudha Usha Varsha Bharti Daksha Geeta Hemlata Indira Jaya Kalpana Lata Madhu Nisha
                Pratibha Rajni Ramila Renuka Sarla Urmila Vimla Asha Champa Kusum Smita"""
            ),
            Ranked(
                """Rajesh Suresh Dinesh Ramesh Mukesh Bharat Ashok Vijay Anil Sunil Kamlesh Jitendra
                Harish Kishor Mahesh Naresh Paresh Pradip Rakesh Sanjay Vinod Ajay Arvind Bipin Chandra
                Deepak Girish Hitesh Jayesh Kirit Manoj Nilesh Prakash Raj Sandeep Yogesh Ravi"""
            ),
        ),
        Era(
            9999,
            Ranked(
                """Priya Anaya Aanya Diya Riya Isha Maya Ananya Kavya Saanvi Anika Avni Neha Pooja
                Shreya Tanvi Aarohi Anvi Dhara Hetal Ishani Jiya Khushi Krisha Mahi Mira Myra Nikita
                Pari Radhika Sia Trisha Vanya Zara Aditi Drashti Nandini Roshni Sneha"""
            ),
            Ranked(
                """Aarav Arjun Rohan Aryan Krish Vihaan Dev Ishaan Kiran Nikhil Aditya Dhruv Jay Kabir
                Neel Om Pranav Rahul Reyansh Rishi Rudra Shay Shiv Ved Veer Yash Aaryan Ansh Ayush Harsh
                Kavish Krishna Manav Milan Parth Sahil Tejas Vivaan Akash Darsh"""
            ),
        ),
    ),
    family=Ranked(
        """Patel Sharma Kumar Mistry Shah Parmar Desai Chauhan Lad Joshi Modi Solanki Verma Mehta Gandhi
        Naik Vyas Bhatt Trivedi Pandya Rana Kapoor Gupta Chopra Bhardwaj Dave Dhanda Jain Kaushal Lal
        Malhotra Nair Panchal Rathod Reddy Sood Suman Tailor Thakur Vaghela Bangar Bhagat Gohil Makwana""",
        slope=0.9,
    ),
)
AFGHAN = Culture(
    name="Afghan",
    languages=("Pashto", "Dari"),
    eras=one_era(
        """Fatima Maryam Zahra Shukria Parwana Nargis Sadaf Hosna Marwa Roya Shabnam Latifa Najiba Asma
        Farishta Gulalai Hasina Khatera Laila Malalai Nilofar Palwasha Rukhsar Sahar Storai Tamana
        Wazhma Yalda Zarmina""",
        """Ahmad Mohammad Abdul Najibullah Rahmatullah Ali Hamid Farid Habibullah Omid Sami Wahid Zabi
        Asadullah Bilal Ehsanullah Fawad Ghulam Hashmat Idris Javid Khan Mirwais Naqib Obaid Qais Rafi
        Shafiq Tariq Zalmai""",
    ),
    family=Ranked(
        """Ahmadzai Khan Rahimi Ahmadi Stanikzai Noori Hashimi Safi Azizi Karimi Mohammadi Popal Sahak
        Zadran Amiri Haidari Hotak Jabarkhel Kakar Mangal Nazari Omari Qaderi Rasooli Sultani Wardak
        Yousafzai Zazai"""
    ),
)
TAMIL = Culture(
    name="Sri Lankan Tamil",
    languages=("Tamil",),
    eras=one_era(
        """Abirami Anjali Dharshini Gayathri Janani Kavitha Lavanya Meera Nirosha Priyanka Sangeetha
        Shalini Tharani Vaishnavi Yalini Arani Kirthana Mathusha Sahana Thulasi""",
        """Arun Kannan Kumaran Mathan Niroshan Prakash Rajiv Sanjeev Sivan Suthan Theepan Vijay Ajanth
        Dinesh Kajan Logan Mayuran Pratheep Ruban Thusan""",
    ),
    family=Ranked(
        """Selvarajah Sivakumar Rajaratnam Kandiah Nadarajah Ponnambalam Thambirajah Balasingam Ganeshan
        Jeyakumar Kanagaratnam Mahendran Perera Sathiyanathan Tharmalingam Yogarajah Arulanantham
        Sivapalan"""
    ),
)
FILIPINO = Culture(
    name="Filipino",
    languages=("Tagalog",),
    middle_share=0.6,
    eras=one_era(
        """Maria Angela Jasmine Cristina Rowena Jocelyn Grace Marites Liza Joy Rosario Angelica Althea
        Princess Nicole Bea Carmela Divina Evelyn Gloria Imelda Kristine Lourdes Marissa""",
        """Jose Mark John Angelo Christian Joshua Gabriel Miguel Rafael Juan Carlo Emmanuel Francis
        Jerome Paolo Rodel Nathaniel Andrei Benedict Cesar Dominic Eduardo Ferdinand Gerald""",
    ),
    family=Ranked(
        """Santos Reyes Cruz Bautista Garcia Mendoza Torres Flores Ramos Castillo Villanueva Dela-Cruz
        Aquino Fernandez Gonzales Lopez Navarro Pascual Rivera Salazar Soriano Tolentino Valdez Aguilar"""
    ),
)
