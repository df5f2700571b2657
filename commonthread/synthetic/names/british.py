"""White British and Irish names, by the years in which they were given."""

from commonthread.synthetic.names.culture import Culture, Era, Ranked, compounds

_BEFORE_1955 = Era(
    1955,
    Ranked(
        """Margaret Mary Jean Patricia Joan Sheila Maureen Barbara Dorothy Kathleen Doreen Joyce Brenda
        Eileen Pamela Shirley Christine Ann Audrey June Janet Sylvia Beryl Betty Irene Marjorie
        Elizabeth Pauline Valerie Rita Gwendoline Hilda Olive Edna Vera Iris Muriel Phyllis Norma Marion
        Josephine Judith Susan Linda Carol Jacqueline Sandra Rosemary Gillian Hazel Jennifer Wendy Anne
        Frances Ruth Helen Ivy Lilian Winifred Evelyn Florence Elsie Gladys Doris Ethel Mavis Thelma
        Veronica Marian Geraldine Daphne Cynthia Freda Heather Diana Angela Yvonne Theresa Monica
        Bernadette Constance Millicent"""
    ),
    Ranked(
        """John William James George Ronald Kenneth Derek Peter Robert Thomas Dennis Brian Raymond Alan
        Roy Frank David Michael Arthur Leonard Albert Eric Stanley Gordon Norman Ernest Joseph Harold
        Geoffrey Charles Douglas Donald Anthony Terence Patrick Frederick Reginald Walter Edward Bernard
        Malcolm Graham Keith Roger Trevor Barry Colin Clive Desmond Cyril Sidney Maurice Victor Gerald
        Leslie Alfred Henry Ivor Neville Ralph Clifford Howard Stuart Christopher Richard Philip Roland
        Horace Percy Wilfred Francis Samuel Hubert Rodney Laurence Vincent Edwin Lionel Harry"""
    ),
)
_BEFORE_1980 = Era(
    1980,
    Ranked(
        """Susan Julie Karen Jacqueline Deborah Tracey Jane Helen Diane Sharon Alison Elizabeth Sarah
        Angela Christine Linda Michelle Nicola Joanne Lisa Amanda Samantha Claire Jennifer Mandy Dawn
        Paula Lesley Maria Catherine Wendy Lorraine Caroline Teresa Sandra Louise Lynn Beverley Rachel
        Fiona Debra Janet Carol Carole Anne Maxine Yvonne Andrea Kim Heather Rebecca Emma Kerry Donna
        Lynne Gillian Sally Anita Jayne Tina Elaine Denise Cheryl Marie Gail Hayley Theresa Melanie
        Katherine Vanessa Suzanne Annette Joanna Kathryn Rosalind Bridget Stephanie Tracy Lynda Ruth
        Cathryn Zoe Victoria Frances"""
    ),
    Ranked(
        """David Paul Andrew Mark Stephen John Michael Ian Robert Richard Christopher Peter Simon
        Anthony Kevin Gary Steven Martin James Philip Alan Neil Nigel Timothy Colin Graham Jonathan
        Nicholas William Adrian Brian Stuart Keith Thomas Patrick Sean Carl Trevor Wayne Shaun Kenneth
        Barry Derek Dean Jason Darren Lee Craig Matthew Daniel Stewart Jeremy Raymond Roger Joseph
        Duncan Edward Russell Geoffrey Robin Charles Guy Clive Glenn Terry Justin Gareth Jeffrey Leslie
        Francis Dominic Damian Gavin Scott Julian Glen Gerard Karl Ronald Warren Mathew Malcolm Desmond"""
    ),
)
_BEFORE_2000 = Era(
    2000,
    Ranked(
        """Sarah Laura Gemma Emma Rebecca Claire Victoria Samantha Rachel Amy Jennifer Nicola Katie Lisa
        Kelly Natalie Louise Michelle Hayley Hannah Helen Charlotte Joanne Lucy Elizabeth Leanne
        Danielle Donna Katherine Clare Stephanie Stacey Lauren Jane Jessica Kerry Emily Catherine Sophie
        Kirsty Anna Jodie Jenna Zoe Chloe Alexandra Kimberley Lyndsey Melissa Abigail Bethany Megan
        Georgina Eleanor Naomi Holly Cheryl Kayleigh Rachael Lindsey Heather Alice Amanda Ruth Grace
        Caroline Tracy Kathryn Toni Carly Kate Jade Georgia Shannon Olivia Paige Molly Chelsea Ellie
        Beth Gabrielle Francesca Sian Robyn Imogen"""
    ),
    Ranked(
        """Christopher James David Daniel Michael Matthew Andrew Richard Paul Mark Thomas Adam Robert
        John Lee Benjamin Steven Jonathan Craig Stephen Simon Nicholas Peter Anthony Alexander Gary Ian
        Ryan Darren Barry Stuart Jamie Joshua Luke Ashley Kevin William Joseph Carl Sam Samuel Jack Liam
        Dean Martin Scott Aaron Edward Neil Philip Nathan Shaun Kieran Jordan Callum Bradley Dominic
        Gareth Patrick Connor Lewis Jake Charles George Oliver Ben Alan Wayne Sean Karl Timothy Marc
        Kyle Phillip Louis Curtis Elliot Harry Gavin Leon Damien Russell Rhys Charlie Max Toby Henry"""
    ),
)
_SINCE_2000 = Era(
    9999,
    Ranked(
        """Olivia Amelia Isla Ava Emily Jessica Sophie Lily Grace Chloe Mia Ella Evie Ruby Poppy
        Charlotte Freya Daisy Isabella Sophia Florence Phoebe Ellie Lucy Megan Millie Lola Alice Rosie
        Holly Evelyn Matilda Ivy Willow Elsie Sienna Scarlett Hannah Molly Abigail Imogen Eva Amber Lexi
        Erin Eliza Layla Harriet Thea Maisie Leah Bonnie Rose Aria Harper Georgia Esme Bella Summer Amy
        Emma Lottie Penelope Violet Nancy Martha Darcey Robyn Zara Jasmine Maddison Orla Mollie Gracie
        Eleanor Paige Caitlin Faith Skye Lacey Bethany Nevaeh Tilly Lilly Beatrice Edith Anna Katie
        Clara Skyla Ottilie Lyla Niamh Summer-Rose Ellie-Mae Lily-May Lexi-Mae Gracie-Mae Ava-Grace
        Connie Neve Francesca Darcy Hallie"""
    ),
    Ranked(
        """Oliver George Harry Jack Noah Charlie Jacob Alfie Thomas Oscar James William Joshua Leo
        Archie Henry Ethan Joseph Freddie Samuel Max Logan Lucas Daniel Alexander Theo Isaac Mason
        Harrison Edward Finley Tommy Benjamin Riley Dylan Toby Sebastian Louie Reuben Luke Jake Arthur
        Adam Zachary Harvey Matthew Jenson Ryan Elijah Connor Callum Michael Teddy Jude Bobby Ronnie
        Frankie Albie Reggie Louis Ralph Tyler Liam Jamie Nathan Hugo Rory Kai Blake Jayden Kian Stanley
        Elliot Aiden Ollie Rowan Caleb Albert Jaxon Roman Tobias Finn Ellis Jesse Carter Billy Luca Ezra
        Felix Brody Lewis Austin Dexter Rupert Frederick Kyle Cameron Aaron Bradley Ben Robert John
        Jayden-Lee Alfie-Jay Tommy-Lee Corey Leon"""
    ),
)
_BRITISH_FAMILIES = Ranked(
    """Smith Jones Taylor Brown Williams Davies Evans Wilson Roberts Thomas Johnson Walker Wright
    Robinson Thompson White Hughes Edwards Green Hall Wood Harris Lewis Martin Jackson Clarke Clark
    Turner Hill Cooper Ward Moore Morris King Baker Harrison Morgan Allen James Phillips Watson Parker
    Bennett Young Griffiths Mitchell Kelly Cook Carter Richardson Bailey Collins Bell Shaw Cox Adams
    Davis Marshall Chapman Rogers Simpson Price Anderson Foster Ellis Wilkinson Mason Webb Palmer Powell
    Holmes Mills Hunt Barnes Knight Lloyd Matthews Owen Fisher Gibson Rose Butler Stevens Jenkins
    Pearson Dixon Fletcher Harvey Andrews Howard Reynolds Barker Fox Elliott Ford Payne Day West Perry
    Lawrence Spencer Bradley Hawkins Gardner Wells Grant Hayes Harper Dunn Cole Atkinson Hart Newman
    Warren Willis Walsh Armstrong Brookes Brooks Gilbert Lane Francis Carr Cunningham Bird Burton
    Hammond Rowley Tranter Bagley Yardley Hadley Cartwright Whitehouse Round Jukes Garbett Parkes
    Millward Hickman Westwood Bayliss Aston Dyke Homer Tonks Fellows Rollason Pugh Guest Share Haywood
    Handley Mole Bytheway Cotterill Crump Darby Dudley Fereday Gough Hackett Insley Jeavons Kendrick Law
    Mobberley Nock Onions Perks Pitt Raybould Rudge Skidmore Slater Southall Stokes Summers Tandy
    Tibbetts Timmins Vaughan Wakeman Weaver Woodhall Wooldridge Yates Abbott Ashton Barrett Bates Berry
    Bishop Blake Bond Booth Bowen Bull Burgess Burke Byrne Charlton Cross Curtis Dale Dawson Dean Doyle
    Field Fleming Freeman French Frost George Goddard Goodwin Graham Gregory Hancock Hardy Henderson
    Hewitt Hobbs Hodgson Holland Hopkins Hudson Humphreys Hutchinson Ingram Jennings Johnston Jordan
    Lamb Lambert Leach Long Lowe Lynch Mann Marsh May Mellor Miles Miller Morton Moss Nash Naylor
    Nicholls Norman Norris North Oliver Osborne Page Parsons Peacock Pearce Poole Porter Potter Pratt
    Preston Randall Read Reid Rhodes Rice Rowe Ryan Sanders Saunders Scott Sharp Shepherd Short Silk
    Steele Stephens Stone Sutton Swift Tucker Wade Walters Waters Watkins Watts Webster Wheeler Winter
    Woods Wyatt""",
    slope=0.72,
)
_RARE_BRITISH = compounds(
    """Ash Alder Apple Barn Beck Birch Black Brad Bram Brom Burn Cald Chad Clay Cold Cop Crow Dal Den Ed
    Elm Fair Farn Fen Gold Green Had Hale Hart Haver Haw Hazel Hem Hock Hol Hors Kings Lang Led Lin Long
    Mar Mel Mid Nor Oak Old Pen Pick Quar Rams Red Rock Ros Row Sand Shel Sid Stan Stave Sted Strat
    Thorn Tun Up Wal War Wick Whit Win Wool Wren""",
    "ford ton ley worth field wood well ham bury don shaw low stead croft gate hurst man bridge combe bourne",
)
_IRISH_FAMILIES = Ranked(
    """Murphy Kelly O'Brien Ryan Byrne O'Connor Walsh O'Sullivan Doyle McCarthy O'Neill Gallagher
    Doherty Kennedy Lynch Murray Quinn Moore McLoughlin Carroll Connolly Daly Wilson Dunne Brennan Burke
    Collins Campbell Clarke Johnston Hughes Farrell Fitzgerald Brown Martin Maguire Nolan Flynn Thompson
    Callaghan O'Donnell Duffy Mahony Boyle Healy O'Shea White Sweeney Hayes Kavanagh Power McGrath Moran
    Brady Stewart Casey Foley Fitzpatrick O'Leary McDonnell McMahon Regan Keane Cullen Whelan Hogan
    Joyce Ward Connors Delaney McDonagh Cassidy Maughan Stokes Purcell Reilly""",
    slope=0.7,
)

_ERAS = (_BEFORE_1955, _BEFORE_1980, _BEFORE_2000, _SINCE_2000)
BRITISH = Culture(
    name="British",
    eras=_ERAS,
    family=_BRITISH_FAMILIES,
    languages=("English",),
    middle_share=0.72,
    double_barrelled_share=0.035,
    rare_family=_RARE_BRITISH,
    rare_family_share=0.38,
)
IRISH = Culture(
    name="Irish",
    eras=(
        Era(
            1985,
            Ranked(
                """Mary Margaret Bridget Kathleen Ann Patricia Catherine Eileen Nora Theresa Maureen
                Josephine Bernadette Breda Carmel Noreen Sheila Geraldine Deirdre Siobhan Una Philomena
                Rose Marie Teresa Elizabeth Ellen Frances Julia Pauline Sinead Fionnuala Grainne Orla
                Aine Martina Concepta"""
            ),
            Ranked(
                """Patrick John Michael James Thomas William Daniel Joseph Sean Brendan Kevin Declan
                Gerard Francis Martin Peter Christopher Timothy Denis Liam Dermot Eamon Desmond Noel
                Brian Cornelius Padraig Donal Seamus Kieran Hugh Bernard Edward Paul Anthony Vincent
                Finbarr Colm Niall Aidan"""
            ),
        ),
        Era(
            9999,
            Ranked(
                """Niamh Aoife Ciara Saoirse Caoimhe Orla Erin Roisin Emily Grace Sinead Sophie Kate Ava
                Clodagh Siobhan Maeve Eimear Shannon Caitlin Aisling Margaret Kathleen Bridget Mary Lily
                Ella Chloe Katie Amelia Molly Laura Sarah Rebecca Rachel Aine Fiadh Eabha Sadhbh"""
            ),
            Ranked(
                """Sean Conor Jack Patrick Michael James Daniel Cian Liam Oisin Ryan Aidan Cillian
                Darragh Declan Eoin Rory Finn Fionn Tadhg John Martin Thomas Luke Callum Shane Dylan
                Adam Kieran Ronan Jamie Noah Brendan Cathal Niall Padraig Johnny Miley Jerry Simon"""
            ),
        ),
    ),
    family=_IRISH_FAMILIES,
    languages=("English",),
    middle_share=0.6,
)
