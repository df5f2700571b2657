"""Nicknames, and spellings that agencies confuse. Compiled for this project from common usage."""

_NICKNAMES = """
Alexander: Alex Al Sandy Xander
Alexandra: Alex Lexi Sandra
Alfred: Alf Alfie Fred
Abigail: Abi Abbie
Andrew: Andy Drew
Anthony: Tony Ant
Barbara: Babs Barb
Benjamin: Ben Benji
Bernard: Bernie
Beverley: Bev
Bridget: Bridie Biddy
Catherine: Cath Cathy Kate Katie
Charles: Charlie Chas Chuck
Charlotte: Lottie Charlie Char
Christine: Chris Chrissie Tina
Christopher: Chris Kit
Daniel: Dan Danny
Danielle: Dani
David: Dave Davey
Deborah: Deb Debbie Debs
Derek: Del
Donald: Don
Dorothy: Dot Dottie
Edward: Ed Eddie Ted Ned
Eleanor: Ellie Nell Nora
Elizabeth: Liz Beth Lizzie Betty Libby
Emily: Em Emmy
Evelyn: Evie
Frances: Fran Frankie
Francis: Frank Frankie
Frederick: Fred Freddie
Gabrielle: Gabby
Geoffrey: Geoff
George: Georgie
Georgina: Georgie Gina
Gerald: Gerry
Gillian: Gill Jill
Gregory: Greg
Harold: Harry
Harriet: Hattie
Henry: Harry Hal
Isabella: Bella Izzy
Jacob: Jake
Jacqueline: Jackie Jacqui
James: Jim Jimmy Jamie
Janet: Jan
Jennifer: Jen Jenny
Jessica: Jess Jessie
Joanne: Jo
John: Jack Johnny
Jonathan: Jon Jonny
Joseph: Joe Joey
Joshua: Josh
Judith: Judy Jude
Katherine: Kate Kathy Katie Kath
Kathleen: Kath Kathy
Kenneth: Ken Kenny
Kimberley: Kim
Lawrence: Larry
Leonard: Len Lenny
Lesley: Les
Louise: Lou
Lucy: Lu
Malcolm: Mal
Margaret: Maggie Peggy Meg Marge
Martin: Marty
Matthew: Matt
Matilda: Tilly Mattie
Michael: Mike Mick Mickey
Michelle: Shell Chelle
Mohammed: Mo Mohy
Muhammad: Mo
Nathan: Nate
Nathaniel: Nat Nate
Nicholas: Nick Nicky
Nicola: Nicky Nic
Oliver: Ollie
Olivia: Liv Livvy
Oluwaseun: Seun
Oluwadamilola: Dami
Pamela: Pam
Patricia: Pat Trish Tricia
Patrick: Pat Paddy
Paul: Pauly
Penelope: Penny
Peter: Pete
Philip: Phil
Rachel: Rach
Raymond: Ray
Rebecca: Becky Bex Becca
Reginald: Reg
Richard: Rich Rick Dick Richie
Robert: Rob Bob Bobby Bert
Ronald: Ron Ronnie
Rosemary: Rose Rosie
Samantha: Sam Sammy
Samuel: Sam Sammy
Sandra: Sandy
Sarah: Sal Sadie
Sebastian: Seb
Stanley: Stan
Stephanie: Steph
Stephen: Steve
Steven: Steve
Stuart: Stu
Susan: Sue Susie
Terence: Terry
Theresa: Terri
Thomas: Tom Tommy
Timothy: Tim
Tracey: Trace
Valerie: Val
Victoria: Vicky Tori
Vincent: Vinny
Walter: Wally
William: Will Bill Billy Liam
Winifred: Win Winnie
Zachary: Zac
Abdullah: Abdul
Agnieszka: Aga
Aleksandra: Ola
Alexandru: Alex
Babatunde: Tunde
Balwinder: Bal Bally
Chukwuemeka: Emeka
Gurpreet: Guri
Harjinder: Harj
Ibrahim: Ibby
Jaswinder: Jas
Kulwinder: Kully
Katarzyna: Kasia
Krzysztof: Kris
Magdalena: Magda
Malgorzata: Gosia
Manpreet: Manny
Oluwatobi: Tobi
Parminder: Pam
Simran: Simmy
Sukhwinder: Sukhi
Temitope: Temi
Tinashe: Tino
Zainab: Zee
"""
_SPELLINGS = """
Mohammed Muhammad Mohammad Mohamed Muhammed Md
Aisha Ayesha Aysha Aishah
Fatima Fatema Fatimah
Maryam Mariam Marium Miriam
Zainab Zaynab Zeinab
Khadija Khadijah Khadeeja
Yusuf Yousuf Yusef Yousef Yousaf
Hussain Hussein Husain Hussian Hossain
Ahmed Ahmad Ahmet
Ibrahim Ebrahim
Ismail Ismaeel
Hassan Hasan
Usman Uthman Osman
Umar Omar
Isa Eesa Essa
Sulayman Suleman Sulaiman
Zakariya Zakaria Zachariah
Abdullah Abdulla
Begum Begam
Khan Kahn
Ali Aly
Akhtar Akter Akther
Chaudhry Choudhury Chaudhary Choudhary Chowdhury
Qureshi Quraishi
Sheikh Shaikh
Malik Mallick
Iqbal Ikbal
Mahmood Mehmood Mahmud
Miah Mia
Rahman Rehman
Uddin Udin
Haque Hoque Haq
Singh Sing
Kaur Kour
Gurpreet Gurprit
Harpreet Harprit
Jaspreet Jasprit
Manjit Manjeet
Baljit Baljeet
Ranjit Ranjeet
Amarjit Amarjeet
Daljit Daljeet
Catherine Katherine Kathryn Catharine Cathryn
Stephen Steven
Philip Phillip
Sarah Sara
Ann Anne
Elizabeth Elisabeth
Claire Clare
Lindsey Lyndsey Lindsay
Tracey Tracy
Jayne Jane
Rachel Rachael
Rebecca Rebekah
Nicola Nichola
Teresa Theresa
Graham Graeme
Jeffrey Geoffrey
Alan Allan Allen
Brian Bryan
Shaun Sean Shawn
Mathew Matthew
Jonathan Jonathon Johnathan
Nicholas Nicolas
Stuart Stewart
Lewis Louis
Aidan Aiden
Callum Calum
Connor Conor
Jayden Jaden Jaydon
Kieran Keiran Kieron
Tyler Tylor
Riley Reilly
Amelia Emelia
Isabella Isobella
Sophia Sofia
Caitlin Kaitlyn Katelyn
Niamh Neve Neave
Chloe Cloe
Phoebe Pheobe
Freya Freyja
Imogen Imogene
Smith Smyth Smithe
Taylor Tayler
Brown Browne
Clark Clarke
Davis Davies
Green Greene
Reid Reed Read
Wood Woods
Moore More Moor
Cook Cooke
Philips Phillips
Johnson Jonson Johnston
Thompson Thomson Tompson
Robinson Robertson
Matthews Mathews
Harris Harriss
Bailey Bayley Baillie
Barrett Barratt
Hughes Hues
Lawrence Laurence
Pearce Pierce
Stephens Stevens
Rogers Rodgers
Whitehouse Whithouse
Griffiths Griffith
Nicholls Nichols
Williams William
Byrne Burn Byrnes
Connor O'Connor
Sullivan O'Sullivan
Neill O'Neill
Nguyen Ngyuen Nyugen
Chan Chang
Wong Wang
Lee Li
Adeyemi Adeyeme
Okafor Okafo
Owusu Owuso
Mensah Mensa
Kowalski Kovalski
Wojcik Wojick
Wisniewski Wisnewski
Szymanski Szimanski
Popescu Popesku
Abdi Abdy
Jama Jamma
Hodan Hodon
"""


def _nicknames() -> dict[str, tuple[str, ...]]:
    pairs = (line.split(":") for line in _NICKNAMES.strip().splitlines())
    return {formal: tuple(short.split()) for formal, short in pairs}


def _spellings() -> dict[str, tuple[str, ...]]:
    groups = [tuple(line.split()) for line in _SPELLINGS.strip().splitlines()]
    return {name: tuple(other for other in group if other != name) for group in groups for name in group}


NICKNAMES = _nicknames()
SPELLINGS = _spellings()
