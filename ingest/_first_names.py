"""Common first names in the United Kingdom and the United States, of many origins: what a small model overlooks."""

_WRITTEN = """
    aaliyah aaron abdul abdullah abigail abu ada adaeze adam adele adrian agnieszka ahmad ahmed aidan aisha aishah
    alan alastair albert alejandro aleksander alex alexander alexandra alfie ali alice alicia alison alistair amal
    amanda amara amelia amina amir amit amy ana andre andrea andrei andrew angela anil anita anna anne annie anthony
    antonio anya archie arjun arthur asha ashley ayesha ayodele barbara barry beatrice becky ben benjamin bernard
    beth bethany betty beverley blessing brenda brendan brian bridget bronwyn bruce bryan callum cameron camille
    carl carla carlos carmen caroline catherine cathy catriona charlene charles charlie charlotte chidi chinedu
    chloe chris christian christina christine christopher ciara claire clare clive colin connor craig cynthia daniel
    daniela danielle darren david dawid debbie deborah declan denise dennis derek diana diane dimitri dominic donald
    donna dorothy douglas dylan eddie edith edward efua eileen elaine eleanor elena eli elias elijah elizabeth ella
    ellen ellie emeka emily emma eric erica erin esme esther ethan eva evan eve evelyn fatima fatimah fatou felix
    femi fiona florence frances francesca francis freddie frederick freya gabriel gareth gary gavin gemma geoff
    geoffrey george georgia gerald geraldine gillian giovanni gloria gordon graham greg gregory gwen hamza hannah
    harjit harold harpreet harriet harris harry hassan heidi helen helena henry hilary howard hugh hugo hussain
    hussein ian ibrahim imogen imran irene iris isaac isabel isabella isla ismail ivan jacek jackie jacob jacqueline
    jade jake jakub james jamie jane janet janice jasmine jason javier jayden jean jeff jeffrey jen jenna jennifer
    jenny jeremy jerome jess jesse jessica jill jim jimmy joan joanna joanne jodie joe joel johanna john johnny jon
    jonathan jordan jose joseph josephine josh joshua joyce juan judith julia julian julie juliet justin kareem
    karen karim karl kasia katarzyna kate katherine kathleen kathryn katie katy kay kayleigh keith kelly ken kenneth
    kerry kevin khadija khalid kieran kim kirsty kofi kristina krzysztof kumar kwame kyle latoya laura lauren
    laurence leah lee lena leo leon leonard leroy leslie lewis liam lila linda lindsay lisa liz lloyd lorna lorraine
    louis louise luca lucas lucy luis luke lydia lynn lynne magda magdalena maggie mahmoud malcolm manjit manuel
    marcin marcus margaret maria mariam marie marion martha martin martyn mary mateusz mathew matt matthew maureen
    maurice megan mehmet mei melanie melissa mia michael michal michelle miguel mike mina miriam mo mohamed mohammad
    mohammed mohan moira molly monica monika moses muhammad musa mustafa nadia nancy naomi natalia natalie natasha
    nathan nathaniel neha neil nia niamh nicholas nicola nicole nigel nikhil nina noah noor nora norman nuala olga
    oliver olivia oluwaseun omar oscar osman owen pablo pamela paolo patricia patrick paul paula pauline pawel pedro
    peter phil philip philippa phoebe pierre piotr priya rachael rachel rahul raj rajesh ralph raymond rebecca
    reginald rhian rhiannon rhys ricardo richard rita robert roberta roger rohan roisin ron ronald rory rosemary
    rosie ross rowan roxanne roy rupert russell ruth ryan saanvi sabrina saeed salim sally salma sam samantha samira
    samuel sandra sanjay sara sarah saskia scott sean sebastian selina shane shannon sharon shaun sheila shirley
    sian sidney simon sinead siobhan sofia sonia sophia sophie stacey stanley stella stephanie stephen steve steven
    stewart stuart sunita suresh susan suzanne svetlana sylvia tamara tanya tara tariq ted terence teresa terry
    thandi theo theresa thomas tim timothy tina toby todd tom tomasz tony tracey tracy trevor tunde tyler uche
    ursula usman valerie vanessa vera vicky victoria vikram vincent vivian wanda wayne wendy wilfred william
    wojciech xin yasmin yasmine yusuf yvonne zachary zainab zara zoe zoltan zuzanna
"""

FIRST_NAMES = frozenset(_WRITTEN.split())
