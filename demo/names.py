"""First names and surnames common in the area's communities. Common names belong to nobody in particular.

A community is a self-defined ethnicity code, with letters after it where one code holds several naming traditions
(A1g Gujarati, A1p Punjabi, A9f Afghan,
A9l Sri Lankan, A9n Nepali, B2s Somali, B2w West and southern African, W9p Polish, W9r Romanian).
"""

import random

MEN = {
    "W1": "James John David Michael Paul Andrew Mark Stephen Peter Robert Christopher Daniel Matthew Thomas Luke Adam "
    "Ryan Jack Joshua Liam Callum Connor Jordan Lewis Kieran Kyle Ashley Craig Lee Darren Gary Shane Scott Dean "
    "Simon Neil Ian Kevin Stuart Carl Wayne Jason Nathan Aaron Reece Bradley Jake Harry George Oliver Charlie Owen",
    "W2": "Sean Patrick Declan Eamon Brendan Ciaran Niall Conor Aidan Cormac",
    "W3": "Johnny Paddy Miles Tommy Jimmy Francie Martin Felix",
    "W9p": "Piotr Tomasz Krzysztof Marcin Michal Pawel Lukasz Kamil Dawid Jakub Mateusz Grzegorz Rafal Adrian",
    "W9r": "Andrei Ionut Mihai Cristian Florin Bogdan Alexandru Gabriel Marius Vlad Stefan Razvan Catalin Daniel",
    "A1g": "Amit Jayesh Hitesh Nilesh Dipesh Kiran Bhavesh Ketan Rakesh Sanjay Vijay Chirag Mitesh Kunal Rohan Hardik Jay Nikhil",
    "A1p": "Harpreet Gurpreet Jaspal Manjit Amardeep Sukhvinder Baljit Kulwinder Jagdeep Ranjit Arjan Karan Tejinder Inderjit",
    "A2": "Mohammed Imran Asif Kashif Usman Bilal Hamza Adnan Faisal Zeeshan Waqas Shahid Tariq Haroon Yasir Umar",
    "A3": "Abdul Shah Mohammad Rafiq Kamal Shahin Jubayer Rashed Tanvir Faruk Sajid Mahbub",
    "A4": "Wei Jun Kin Hao Jason Kevin Chun Ming",
    "A9f": "Ahmad Farid Omid Hamid Jawad Najib",
    "A9l": "Kumaran Suresh Dilan Nimal Ruwan Chaminda",
    "A9n": "Bishnu Ramesh Dipak Suman Prakash Bikash",
    "B1": "Marlon Leroy Delroy Jermaine Tyrone Dwayne Andre Curtis Malachi Tyrell Jerome Winston Kemar Devonte",
    "B2s": "Abdi Mohamed Ahmed Hassan Yusuf Abdullahi Liban Mahad Ismail Zakaria Guled Omar",
    "B2w": "Emeka Tunde Kwame Kofi Chidi Oluwaseun Femi Kwabena Ikenna Segun Yaw Tendai",
    "B9": "Marcus Isaiah Elijah Jaden Andre Samuel",
    "M1": "Jordan Tyler Kai Leon Marcus Dominic Tyrese Aaron Kieron Jaydon",
    "M2": "Joel Samuel Kofi Daniel Isaac Reuben",
    "M3": "Adam Zak Kieran Rohan Jay Sami Ryan Aidan",
    "M9": "Theo Alexander Mateo Zane Luca Rio",
    "O2": "Khalid Ali Mustafa Hussein Omar Karim Samir Nasser",
    "O9": "Karwan Rebin Hiwa Diyar Aram Soran",
}
WOMEN = {
    "W1": "Sarah Emma Claire Laura Rebecca Gemma Rachel Kelly Louise Lisa Nicola Joanne Karen Susan Julie Michelle "
    "Tracey Amanda Donna Samantha Charlotte Jessica Lauren Chloe Amy Hannah Sophie Megan Bethany Leanne Stacey Kirsty "
    "Natalie Danielle Zoe Abigail Paige Courtney Shannon Molly Ellie Georgia Katie Holly Lucy Alice Jade Kayleigh",
    "W2": "Siobhan Aoife Niamh Sinead Roisin Orla Grainne Bridget",
    "W3": "Margaret Kathleen Winnie Bridie Shannon Chantelle",
    "W9p": "Agnieszka Katarzyna Magdalena Anna Joanna Monika Ewa Natalia Karolina Paulina Marta Zuzanna",
    "W9r": "Ioana Andreea Elena Maria Alina Simona Mihaela Roxana Denisa Cristina Larisa",
    "A1g": "Priya Hetal Nisha Bhavna Jyoti Kavita Mital Pooja Reena Sejal Shreya Trupti Urvi Dipti Heena",
    "A1p": "Manpreet Jasvinder Harjit Simran Kirandeep Rajinder Parminder Navneet Amrit Gurinder",
    "A2": "Aisha Fatima Sana Nadia Saima Rubina Shazia Zainab Maryam Hina Farah Iqra",
    "A3": "Nasima Shirin Rahela Sultana Taslima Rumana Nazma Farhana Sadia",
    "A4": "Mei Ling Xin Yan Grace Hui Wing Amy",
    "A9f": "Parwin Zahra Laila Shabnam Freshta",
    "A9l": "Anoma Thilini Sanduni Dilini Malar",
    "A9n": "Sita Maya Sunita Gita Asmita",
    "B1": "Shanice Latoya Chantelle Keisha Monique Simone Nadine Tanisha Jada Natasha Sherelle",
    "B2s": "Hodan Ifrah Amina Khadija Sagal Fartun Ayan Hibaaq Naima Ubah",
    "B2w": "Chioma Adaeze Abena Akosua Ngozi Folake Ama Blessing Grace Patience Rudo",
    "B9": "Naomi Ruth Esther Imani Zara Tiana",
    "M1": "Jasmine Leah Tia Chanel Kiara Amber Jade Alicia Mya",
    "M2": "Ella Naomi Zoe Amara Sade Maya",
    "M3": "Maya Sara Anya Leila Jasmin Nadia Tara",
    "M9": "Luna Bianca Talia Noor Eva",
    "O2": "Layla Rania Noura Salma Huda Mariam",
    "O9": "Shilan Nazdar Hana Rojin Avin",
}
SURNAMES = {
    "W1": "Smith Jones Taylor Brown Wilson Johnson Davies Robinson Wright Thompson Walker White Hughes Green Hall Wood "
    "Harris Clarke Jackson Turner Hill Cooper Ward Moore Morris King Watson Harrison Baker Allen Bailey Mitchell Cook "
    "Shaw Price Bennett Parker Marshall Cox Collins Simpson Mason Palmer Webb Rogers Hunt Mills Barker Foster Knight "
    "Lloyd Butler Fletcher Barnes Elliott Chapman Russell Dixon Pearson Fisher Holmes Gibson Harvey Wells Payne Freer "
    "Measures Orton Kirby Toone Gamble Burdett Wormleighton Herrick Neal Staniforth Bonser Freestone Sharman",
    "W2": "Murphy Kelly Byrne Ryan Walsh Doyle Nolan Brennan Kavanagh Daly",
    "W3": "Smith Lee Price Boswell Loveridge Doherty Connors Ward",
    "W9p": "Kowalski Nowak Wisniewski Wojcik Kaminski Lewandowski Zielinski Szymanski Wozniak Dabrowski Mazur Krawczyk",
    "W9r": "Popescu Ionescu Popa Radu Dumitru Stan Stoica Gheorghe Rusu Munteanu Matei Marin",
    "A1g": "Patel Shah Mistry Parmar Solanki Chauhan Desai Joshi Modhwadia Odedra Pandya Popat Thakrar Lad Vaghela Rana Tailor",
    "A1p": "Singh Gill Sandhu Dhillon Sidhu Grewal Bains Johal Atwal Purewal Mann Sahota",
    "A2": "Khan Hussain Ahmed Akhtar Mahmood Iqbal Malik Mirza Butt Shaikh Raza Aslam Qureshi",
    "A3": "Miah Begum Uddin Rahman Islam Chowdhury Hoque Alam Ullah Choudhury",
    "A4": "Chan Wong Li Chen Lau Cheung Zhang Wu",
    "A9f": "Ahmadi Rezai Hashimi Noori Sadat",
    "A9l": "Perera Fernando Sivakumar Silva Rajapaksha",
    "A9n": "Gurung Thapa Rai Tamang Shrestha",
    "B1": "Campbell Williams Brown Gordon Francis Grant Reid Bailey Lewis Powell Morgan Clarke Henry Stewart",
    "B2s": "Hassan Mohamed Ali Abdi Warsame Farah Jama Ibrahim Nur Aden Osman Hersi",
    "B2w": "Okafor Adeyemi Mensah Boateng Eze Okonkwo Owusu Balogun Asante Moyo Nwosu Ndlovu",
    "B9": "James Roberts Joseph Charles Daniel Samuels",
    "M1": "Campbell Thomas Green Richards Palmer Reid Bailey Walker Hunter Grant",
    "M2": "Mensah Johnson Cole Bennett Asante Okoro",
    "M3": "Khan Patel Walker Ahmed Hughes Singh Foster Rana",
    "M9": "Silva Costa Reyes Marsh Da-Silva Mercer",
    "O2": "Al-Hashimi Mansour Haddad Saleh Nasser Aziz Khalil",
    "O9": "Ahmad Rashid Karimi Mahmud Salih",
}
# Punjabi women and Bangladeshi women often carry a name of their own.
FOR_WOMEN = {"A1p": "Kaur", "A2": "Bibi Begum Akhtar Khan Hussain Mahmood", "A3": "Begum Khatun Akter"}

SPLIT = {names: {code: text.split() for code, text in table.items()} for names, table in
         (("men", MEN), ("women", WOMEN), ("surnames", SURNAMES), ("for_women", FOR_WOMEN))}  # fmt: skip

# The communities of a broad group, with how many of each hundred people of that group; proportion by Census 2021, roughly.
WITHIN = {
    "White British": (("W1", 100),),
    "White": (("W1", 88), ("W2", 2), ("W3", 3), ("W9p", 4), ("W9r", 3)),
    "Asian": (("A1g", 52), ("A1p", 14), ("A2", 12), ("A3", 8), ("A4", 3), ("A9f", 4), ("A9l", 4), ("A9n", 3)),
    "Black": (("B1", 26), ("B2s", 34), ("B2w", 30), ("B9", 10)),
    "Mixed": (("M1", 52), ("M2", 12), ("M3", 24), ("M9", 12)),
    "Other": (("O2", 45), ("O9", 55)),
}
GROUPS = (("White", 66), ("Asian", 21), ("Black", 7), ("Mixed", 4), ("Other", 2))


def community(group: str, rng: random.Random) -> str:
    """One of the communities of a broad group; of any group where it is not said."""
    if group not in WITHIN:
        group = rng.choices([name for name, _ in GROUPS], [share for _, share in GROUPS])[0]
    codes, shares = zip(*WITHIN[group], strict=True)
    return rng.choices(codes, shares)[0]


def name(code: str, woman: bool, rng: random.Random) -> tuple[str, str]:
    """Given names and a family name that go together."""
    given = SPLIT["women" if woman else "men"][code]
    first = rng.choice(given)
    if rng.random() < 0.22:
        second = rng.choice(given)
        first = first if second == first else f"{first} {second}"
    family = rng.choice(SPLIT["surnames"][code])
    if woman and code in SPLIT["for_women"] and rng.random() < 0.6:
        family = rng.choice(SPLIT["for_women"][code])
    if woman and code == "W9p" and family.endswith("ski"):
        family = family[:-1] + "a"
    return first, family


def self_defined(code: str) -> str:
    """The 18+1 code of a community."""
    return code[:2]


APPEARANCE = {"W1": "IC1", "W2": "IC1", "W3": "IC1", "W9": "IC1", "A4": "IC5", "O2": "IC6", "O9": "IC6"}


def appearance(code: str, rng: random.Random) -> str:
    """What an officer might put: mostly the usual one, sometimes another, often nothing."""
    usual = APPEARANCE.get(code[:2]) or {"A": "IC4", "B": "IC3", "M": "IC3"}[code[0]]
    return rng.choices((usual, "IC9", "IC2", "not_recorded"), (80, 4, 2, 14))[0]
