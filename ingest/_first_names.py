"""Common first names in the United Kingdom and the United States, of many origins: what a small model overlooks."""

from ingest._word_set import word_set

_WRITTEN = """
    abimbola abosede ademola adetokunbo adrienne agatha ailbhe ailsa aisling akeem alberta aleesha alethea algernon
    alisdair althea amadou ambrose anastazja ancuta andras anne-marie annelise anselm antonina aoibhinn aoibheann
    araminta archibald ardal aretha arianne ariel armand astra athena aubrey augusta aurora azra barnabas
    bartholomew basil beatrix berenice bertram bettina bettie bijal bindu blodwen bonnie boyd briony bronislaw
    brunhilde caoimhe caradoc carmela casper cassius cathleen celeste chandni charmaine chiedza chijioke chirag
    clementine clotilde colm conall corentin cosmo cuthbert cyrus dagny daisuke danilo darlene dearbhla deidre
    delilah demelza demetra denzil dervla desiree dewi dexter dilwyn dimitra dinah dita dolly domenico doreen
    dorothea drusilla duane dymphna eamon ebenezer edoardo edwina efrem eirian elfriede elisabetta ellamae ellie-mae
    elodia emmeline emmett enid ephraim erdem ermintrude erwin esmeralda estelle etienne eudora eugenie euan ewart
    fabrice faith-anne farrah fatuma fearghal feodora fernand fintan fliss floyd fortune francine freja fridolin
    gaetano garnet gaston geertje genoveva germaine gertie gethsemane ghislaine gideon gisele godfred goodluck
    grazyna gretel griff guillaume gulsen gurbachan gwenno hadassah hadiza haley hamza haneen harleen harshita
    hattie haruki hedwig heike helmi henning hephzibah hermann hester hettie hilde hildegard hollie honor horatio
    hortensia humayra hussain hyun idowu idris ignacio ilan ileana imaan immaculata indigo inigo iolanthe iolo ione
    irwin isadora isambard ishbel isidore isla-mae ismene ismet iwona jabari jacinta jagoda jamal janek jarvis
    jasmeet jaswinder jayanti jeanne jemimah jennet jermain jessamy jethro jitka joost jobe johnnie jolyon jorja
    josefina joselyn josette jules juliana kadir kaia kamran karlene kateryna kathy kayleen kelda kemisha kenta
    kenya kerensa kerenza keshav kezia khadra kiara kilian kimora kinga kirsteen kishan kizzy klara koen kwadwo
    kwame kwasi lachlan lalitha lamont lana-rose lara lawson leandro leda leopold leroy letty lewin lidija lionel
    liv llew llinos llyr lorelei lorenz lorna lucasz lucilla lucjan ludmilla luella lupe lynton lysette mabli madhav
    maebh magali magnolia mahala mahalia maimuna malcolm malia malwina mame manfred mansi marcella marek marguerita
    marielle marigold marjolein marlena marla marvyn matei mathilda maudie maximilian maximus maybelle mazin mbali
    meabh meera megha mehdi melania melvyn merlin merryn meshach mhari michaella mignon milton mimi minnie mirela
    mirren misaki mitzi modesta moffat moina mordechai moya muireann myrna naadia nadya nafeesa nancie nasim natty
    neave nehemiah nerissa nerys nevaeh ngaio niccolo nicandro nikolaos noreen nuala nyah nyree oakley obi ocean
    octavian odessa odin oisin okan oliwia olwen oonagh ophira orsolya osagie osian otilia ottilie oyindamola paavo
    paddy-joe padraic parisa pasha paulina peregrine perpetua petronella petunia philomena piet pippin pomona portia
    primrose prisca priyesh proinsias purity quinn rafaela rafe rakhee ramiro ranald rashad rasheeda raven reinhild
    remi renske rhianna rhydian riona rhona rivka roald robbie-lee roksolana romilly ronan rosaleen rosalba roscoe
    roshan roshni roslin rowland roza ruaraidh rukia rupa ruud saffron saffy saira salwa samir samuele sanjeet
    saorla saoirse sapphire savita seamas segun senga septimus shaheed shaniqua shanthi sharda sharona shashi
    shaunna sheetal shelina sheree shyla sidonie sigurd silvester sion siri sissel skaiste sofya solange sorcha
    stacie stanislaus stefani stina sunniva suzette svea sybilla tabby tadhg taiye takumi talulah tamir tancredi
    tatum teddi tegwen temi terrell tessie thaddeus thandeka theodor thierry thomasina thorsten tiernan tilly-mae
    titania titus tobin tomi torin tova treasa trefor tricia trixie trystan tuula twm tyrese ulla unity urbain ursel
    vadim valda valentine vasanti velma vena venetia verena vesna vilhelm violetta viraj viva vladislav waldemar
    wambui wasim welma wendeline whitney wilfredo wilhemina winsome wioleta wren wyatt wynne xaviera xochitl yaa
    yadira yamini yara-mae yasmeena yelizaveta yetta yewande ynez yoana yohan yosef yuki ysolde yuliana yun zabrina
    zahara zakariya zavier zeena zelma zephaniah zev zinaida zipporah ziva piers anneliese temperance ottoline
    lysander hamza-ali gabe chrissie caner mhairi magda oskari ffion siobhain shabaz parvin nadim noreena shaheen
    ikenna obinna tariro farai tapiwa ruvimbo chipo rutendo kwabina abdirahman hodan ayaan fartun faduma hibo nimco
    zamzam asli yonas selam tewodros mulugeta eyob winta saron daljeet gurmeet balbir kamaljit harjeet jagtar
    surjeet nirmala lalita sumitra rukmini thuli nomsa sipho lerato kagiso naledi bartek gosia ania basia malgorzata
    ewelina arek slawek ieva rasma inese dace janis andris vaidas rokas ugne ruslan oksana halyna iryna taras ostap
    svitlana andriy mykola yaroslav bohdan oleksandra anastasiia dmytro jiho minjun seoyeon haruto aoi sakura yuto
    mei-ling siu wing ka-ho wai-man chi-ming tuan dung lan hai aaliyah aaron abayomi abbie abby abdi abdul abdulla
    abdullah abdulrahman abena abeni abigail abiola abraham abu ada adaeze adam adaora ade adebayo adele adelina
    aderonke adil adnan adrian adriana aditi aditya afia afua agata agnes agnieszka ahmad ahmed ahmet aidan aileen
    aimee aisha aishah aishwarya ajay ajit akash akin akira akosua akshay akua alan alana alannah alasdair alastair
    albert aled alejandra alejandro aleksander aleksandra aleksei alena alessandra alessandro alessia alex alexa
    alexander alexandra alexandre alexei alfie alfonso alfred ali alia alice alicia alina alisha alison alistair
    alistar aliyah allan allison alma alok alona alun alyssa amaka amal amanda amandeep amara amarjit amelia amelie
    amina aminata amir amira amit amna amrit amrita amy ana anabel anais anastasia andre andrea andreas andreea
    andrei andrew andrius andrzej aneesa aneta angela angelica angelina angus angharad anh anika anil anisa anita
    anjali anjum ankit ann anna annabel annabelle anne anneka annette annie annika anoushka ansh anthony antoine
    antoinette anton antonella antonia antonio anup anwar anya aoife aparna aqsa arash archie ariana arif arjun
    arkadiusz arlene armaan arnold aroha arthur artur arturo arun aryan asad asha asher ashley ashok ashwin asif
    asim asma astrid atif atiya audrey augustine aurelia ava avani avril ayaz ayesha aylin ayo ayodele ayse azadeh
    azhar aziz babatunde babajide bahar baljit balvinder barbara barnaby barney barry bartosz bashir bayo beata
    beatrice beatriz becca becky ben benedict benita benjamin benny bernadette bernard bernie bertha beth bethan
    bethany betsy betty bev beverley beverly bhavesh bhavna bianca bilal binh birgit blazej blessing bob bobbi bobby
    bogdan bolanle boris bozena brad bradley branwen brenda brendan brian bridget bridie brigid brigitte britney
    bronagh bronwen bronwyn bruce bruno bryan bryony bukola burak byron caitlin callum calvin cameron camilla
    camille candice cara carl carla carlo carlos carly carmel carmen carol carole caroline carolyn carrie carys
    caspian cassandra cassie catalina caterina cath catherine catherina cathal cathy catriona cecilia cedric celia
    celine ceri cerys chantal chantelle charanjit charlene charles charley charlie charlotte cheng cheryl chiara
    chiamaka chidi chidinma chiedu chika chima chinedu chinonso chinwe chioma chloe chris christa christian
    christiana christina christine christoph christopher christos chukwuemeka chun ciara cillian cindy claire clara
    clare clarice clarissa claude claudette claudia claudio clemency clement cleo clifford clive clodagh colette
    colin colleen comfort connie connor conor constance cora cordelia corey corinne cormac cornelius courtney craig
    cristian cristina crystal curtis cynthia cyril dafydd dagmar dai daljit damian damien damilola damon dana dani
    daniel daniela daniele daniella danielle danni danny danuta daphne dara daria dariusz darko darragh darrell
    darren darryl dave davey david davide davina dawid dawud dayo deb debbie debora deborah debra declan deepa
    deepak deepika deirdre delia delphine delroy demetrius demi denis denise dennis denzel derek dermot derrick
    desmond destiny deva devon dhruv diana diane dieter dietmar dilip dilys dimitri dimitrios dimitris dina dinesh
    dionne dipika divya diya dmitri dmitry dolores dom dominic dominik dominika dominique donald donatella donna
    donovan dora dorian doris dorota dorothy dot doug dougal douglas duc dudley dugald duncan dunja dwayne dylan
    dyfed eamonn ebony ebele ebru ed eddie edgar edie edith edmund edna eduardo edward edwin edyta efe efosa efua
    egle eileen eilidh eimear eira eirlys eithne ekaterina elaine elena eleanor eleni eleri elham eli eliana elias
    elif elijah elin elinor elisa elisabeth elisha elise eliza elizabeth elke ella elle ellen ellie elliot elliott
    ellis elodie eloise elsa elsie elspeth elvira elwyn emanuel emeka emer emil emile emilia emilie emilio emily
    emir emlyn emma emmanuel emre emrys ena enoch enrico enrique enzo eoghan eoin erica erik erika erin ernest
    ernestine eryn esi esme esperanza ester esther ethan ethel etta eugene eugenia eunice eva evan evangelos evans
    evelina evelyn evgeny ewa ewan ezekiel ezra fabian fabio fadi fadumo faisal faiza faizal farah fareed farhan
    farid farida farooq farouk farzana fateh fatema fathima fatima fatimah fatma fatou fatoumata fay faye fedor
    felicia felicity felipe felix femi fenella feng ferdinand fergus fernanda fernando fflur fidel filip filippo
    fiona fionnuala firoz flavia fleur flo flora florian florence folake fola frances francesca francesco francis
    francisco franco francois frank frankie franz fraser fred freda freddie freddy frederic frederica frederick
    freya frida fumiko funmi funmilayo gabby gabor gabriel gabriela gabriele gabriella gabrielle gaia gail ganesh
    gareth garfield garry garth gary gaurav gavin gayle gaynor gemma gena genevieve geoff geoffrey george georgia
    georgiana georgie georgina georgios gerald geraldine gerard gerhard gerry gertrude geta gethin ghulam gianluca
    gift gilbert giles gill gillian gina ginny giorgio giorgos giovanna giovanni gisela gita giulia giuseppe gladys
    glenda glenn glenys gloria glynis godfrey godwin goran gordon grainne graham grahame graziella greg gregor
    gregory greta gretchen grigore gruffydd grzegorz guillermo gurdeep gurinder gurjit gurpreet gurvinder gus gustav
    gustavo gwen gwenda gwendolyn gwenllian gwyn gwyneth gwynne habib habiba hadiya hafsa haidar hakan hakim halim
    halima hamid hamish hana hanan hanna hannah hans harald harbhajan hardeep hardip hari harinder hariharan
    harjinder harjit harkiran harley harminder harold haroon harpreet harri harriet harris harrison harry harshad
    harvey harvinder hasan haseeb hashim hassan hatice hayden hayley haydn hector heidi heinrich helen helena helene
    helga helmut hema henrietta henrik henrique henry herbert hermione heulwen hilary hilda hina hiren hiroshi hoang
    hoda horace hortense howard hristo huda hugh hughie hugo humaira humphrey huong husna hussein huw hyacinth hywel
    iain ian ibrahim ibukun ida ieuan ifan ifeanyi ifeoma ifor ignatius igor ijeoma ikechukwu ikram ilaria ilias
    ilona ilse iman imani imelda imogen imran imtiaz ina inaya indira inderjit indu ines inga inge ingrid ioan ioana
    ioanna ion iona ira irena irene irfan irina iris irma irum isaac isabel isabella isabelle isaiah isha ishaan
    ishan ishaq isla ismael ismail israel istvan iva ivan ivana ivo ivor iwan izabela jacek jackie jackson jacob
    jacqueline jacqui jacques jadwiga jagdeep jagdish jagjit jago jahid jaime jake jakub jameela jameel jamelia
    james jamie jamila jamilah jan jana jane janelle janet janette janice janina janine janusz jared jarek jaroslav
    jarrod jasdeep jaskaran jasleen jasmin jasmina jasmine jason jaspal jasper jaspreet jasvinder jasvir javed
    javier jaya jayden jayesh jayne jaz jean jeanette jeannie jed jeff jeffery jeffrey jelena jem jemima jemma jen
    jenna jenni jennie jennifer jenny jens jeremiah jeremy jermaine jerome jerry jerzy jess jesse jessica jessie
    jesus jia jide jill jillian jim jimmy jin jing jiri jitendra jo joachim joan joana joann joanna joanne joao
    joaquin jocelyn jodi jodie jody joe joel joey joginder johan johanna johannes john johnathan johnny jolanta
    jolene jon jonah jonas jonathan jonny jordan jordi jorge jorgen jose josef joseph josephine josh joshua josiah
    josie joss joyce jozef juan juanita jude judith judy juha julia julian julie julien juliet juliette julius jun
    june jung junaid jurgen justin justina justyna justine kabir kadiatou kai kaitlin kaja kalina kalpana kamal
    kamala kamaldeep kamil kamila karan karen karim karin karina karine karishma karl karla karol karolina karthik
    kasia kaspar kasper kat kate katarina katarzyna kath katharine katherine kathleen kathryn katia katie katja
    katrina katy kavita kay kaya kayla kayleigh kayode keanu keeley kehinde keira keith keiko kelechi kelly kelsey
    kelvin kemal kemi ken kenan kendra kenji kenneth kenny kenton keren kerr kerri kerry kerstin kev kevin keziah
    khadija khadijah khaled khalid khalil khanh khurram kieran kim kimberley kimberly kiran kirsten kirstie kirsty
    kirti kitty klaus klaudia kofi kojo komal konrad konstantin konstantinos kori kourosh kris krish krishna
    krishnan kristen kristian kristin kristina kristof kristofer krisztina krystian krystyna krzysztof kuba kulbir
    kuldeep kuljit kulwinder kumar kunal kurt kwabena kwaku kwesi kyle kylie kyra laila lakshmi lakshman lamar lamin
    lana larissa larry lars laszlo latifa latisha latoya laura lauren laurel laurence laurent laurie lavinia
    lawrence layla leah leander leanne lee leena leigh leila leilani len lena lenka lennox lenny leo leon leona
    leonard leonardo leonie leonora les lesley leslie leticia letitia lev levi lewis lexi leyla li liam liana libby
    lidia liesel liisa lilah lilia lilian liliana lilla lillian lin lina linda lindsay lindsey ling linh linnea
    linus lisa lisbeth livia liz liza lizzie lizzy llewellyn lloyd lois lola lolita lora loretta lorenzo lorraine
    lottie lou louis louisa louise luan luana luc luca lucas lucia lucian luciana lucie lucille lucinda lucja
    lucrezia lucy ludmila ludwig luigi luis luiz lukas lukasz luke lulu luthfur lydia lyn lynda lyndon lyndsey
    lynette lynn lynne lynsey lyra lyudmila maarten mabel maciej macy maddie maddison madeleine madeline madhu
    madhuri madison mads maeve magdalena maggie magnus mahesh mahfuz mahmood mahmoud mahmud mahnoor mai maia maire
    mairead mairi maisie maja makayla malachi malachy malik malika mamadou mandeep mandla mandy manish manisha
    manjeet manjinder manjit manjula manmeet manoj manon manpreet mansoor manuel manuela mar mara marc marcel
    marcela marcelo marcia marcin marco marcos marcus mareike maren margaret margarita margery margot marguerite
    mari maria mariam mariama mariana marianna marianne marie mariel marija marilyn marina mario marion marios
    marisa marissa marit maritza mariusz marjan marjorie marko markus marlene marley marlon marsha marta marte
    martha martin martina martyn martyna marvin mary maryam maryann marzena masood massimo mateo mateusz mathew
    mathias mathilde matilda mats matt matteo matthew matthias matthieu mattie maud maude maura maureen maurice
    mauricio mauro maurizio mavis maxim maxime maxine maxwell maya mayur mehmet mehmood mehreen mehul mei mekhi mel
    melanie melinda melissa mell melody melvin mena menna mercedes meredith meriem merle mervyn meryem meryl mia
    micah michael michaela michal micheal michel michela michele michelle mick mickey mihaela mihai miguel mikael
    mike mikel mikey mikhail mikolaj mila milan milena miles milica millicent millie milly milo milos mina minh mira
    miranda mireille miriam miroslav mirza misbah mischa mitch mitchell mo moazzam modupe moesha mohamad mohamed
    mohammad mohammed mohamud mohan mohit mohsin moira mollie molly mona monica monika monique montserrat morag
    mordecai morgan morgana moritz morris morwenna mosammat moses moshe mostafa moussa mubarak muhammad muhammed
    muna mungo muriel murray musa mustafa mustapha mwangi myfanwy mya myles myra myriam myrtle nada nadeem nadia
    nadine nadira naeem nafisa nageena nahid naila naima najib nam namrata nan nana nancy nandini naomi narelle
    narges narinder narmin naseem nasir nasra nasreen nasrin nasser nastassia nat natacha natalia natalie natalya
    natasha nate nathalie nathan nathaniel navdeep naveed naveen navid navneet navraj nayan naz nazanin nazia nazir
    ndidi neal ned neelam neema neena neeraj neha neil neith nell nellie nelly nelson nesta neville ngoc ngozi
    nguyen nia niall niamh nicholas nick nicki nicky nico nicola nicolae nicolas nicole nigel nihal nik nikesh
    nikhil nikita nikki niklas nikolai nikos nilesh nils nilufar nimra nina nirmal nisha nishant nita nitin njeri
    nkechi nneka nnamdi noah noel noelle noemi noor nora norma norman nosheen nuno nur nura nuria nusrat nyasha oana
    octavia odette odhran ola olaf olamide oladele olayinka oleg olena oleksandr olga olivia oliver olivier ollie
    olu olufemi olukemi olumide oluwadamilola oluwafemi oluwaseun oluwaseyi oluwatobi omar omari omolara ondrej
    onyeka oona ophelia oran orla orlaith orlando orson oscar oskar osman otis otto owain owen oyin oyinkan ozan
    pablo paddy padma padraig paige palesa pallavi pamela pankaj paola paolo paresh parminder parvati parveen parvez
    pascal pasquale pat patience patrice patricia patrick patrik patrycja paul paula paulette pauline paulo pavel
    pavol pawel payal pearse pedro peggy pelin penelope percival percy pernille petar pete peter petr petra petros
    petru phil philip philippa philippe phillip phillipa phindile phoebe phuong phyllis pia pierce piero pierre
    pieter pietro piotr pippa piyush pooja poonam prabhjot pradeep prakash pramod pranav prasad prashant pratik
    praveen preethi preeti prem prerna priscilla pritam priti pritpal priya priyanka przemyslaw puneet purnima qasim
    qing quentin quincy rabia rachael rachel rachelle radek radha radhika radka radoslaw rae raelene rafael rafal
    raffaele rafiq raghav raheem raheela rahim rahima rahul rahma raihan raina rainer raj raja rajan rajat rajeev
    rajendra rajesh rajinder rajiv rajni raju rajvir rakesh ralf ralph ram rama raman ramandeep ramesh ramon ramona
    ramsey rana randeep randolph rani ranjit raoul raphael raquel rasa rashid rashida raul raveena ravi ravinder
    raymond rayyan razia reagan rebecca rebeka reece reena reg regan reggie regina reginald rehana rehman reid
    reinhard rekha remy rena renata rene renee reshma reuben reuven rhea rhian rhiannon rhoda rhodri rhonda rhys ria
    ricardo riccardo richard rick rickie ricky rico rida riley rinku rishi rita ritu riya riz rizwan rob robbie
    robert roberta roberto robyn rocco rochelle rod roddy roderick rodica rodney rodrigo rodrigue roger rohan rohit
    roisin roksana roland rolf roma romain roman romana romeo romesh romy ron ronald ronaldo ronnie rory rosa
    rosalind rosalyn rosamund rosanna rosario roseanne rosemary rosetta rosie rosina roslyn ross rowan rowena roxana
    roxanne roy royston roz ruairi ruaridh ruben ruby rudi rudolf rudy rufus rukhsana rumana rupert rupinder russ
    russell rut ruta ruth ryan rylan ryszard saad saanvi sabah sabeen sabina sabine sabrina sachin sadia sadie sadiq
    saeed safia safiya sagar sahar sahil sahra said saif saima sajid sajjad sakina salah saleem saleha salim sally
    salma salman salome salvatore sam sama samantha samara sameena sameer samia samina samira sammy samson samuel
    sana sander sandeep sandhya sandip sandor sandra sandro sangeeta sanjay sanjeev sanna sanne santiago sanya sapna
    sara sarah sarita sarmad sasha saskia satish satnam satoshi satpal saul savannah savitri sayed sayeeda scarlett
    scott seamus sean seb sebastian seema sehar selena selina selma selwyn senan serena serge sergei sergey sergio
    seun seyi shabana shabir shabnam shafiq shah shahana shahid shahida shahnaz shahzad shaila shaista shakeel
    shakira shakil shamim shamima shamsa shan shane shanelle shanice shanika shankar shannon shanta shantel sharif
    sharmila sharon sharron shaun shauna shawn shay shazia sheena sheeraz sheila shelagh shelley sheraz sherry
    sheryl shilpa shira shireen shirin shirley shivani shobha shona shreya shruti shyam siam sian sibongile sibusiso
    siddharth sidney sidra siegfried sienna sigrid silas silke silvia silvio simeon simon simona simone simran sina
    sinead siobhan siti siv siwan slawomir snezana soraya sofia sofie sohail solomon somaya sona sonal sonali sonia
    sonja sonny sonya sophia sophie soren soumya spyros sree sridhar srinivas stacey stacy stan stanislav stanislaw
    stanley stavros stefan stefania stefano steffan steffi stella steph stephan stephanie stephen stephon sterling
    steve steven stewart stijn stu stuart subhash sudhir sufia sughra suhail sukhdeep sukhjinder sukhjit sukhpreet
    sukhvinder sukhwinder sulaiman suleiman sultana suman sumaiya sumaya sumit sunday sundeep sunil sunita sunny
    suraj surbhi suresh surinder surjit susan susana susanna susannah susanne susie sushil sushma suzanna suzanne
    suzie suzy sven svetlana swati sybil syed syeda sylvester sylvia sylvie szymon tabassum tabitha tadeusz tahir
    tahira tahmina taiwo taj takashi talia talha tamar tamara tamas tamika tamsin tamzin tanisha tanveer tanvi tanya
    tara tarek tarik tariq tarun tasha tasneem tatiana tatyana tavleen taylor tayo teagan ted teddy tegan temitope
    tendai tenzin teo terence teresa teri terrance terrence terri terry tess tessa thabo thalia thandi thandiwe
    thanh thea thelma theo theodora theodore theresa therese thi thiago thibault thomas thu thuy tia tiago tiana
    tibor tiffany tilda tilly tim timea timothy tina tinashe tiwa tobi tobias tobiloba toby todd tolu tom tomas
    tomasz tommaso tommy tomoko toni tonia tony topaz tope torsten tove tracey traci tracie tracy trang trevor trey
    trinh trisha tristan trudy truong tshepo tudor tunde tyler tyrell tyrone tyson uche uchenna ugo ugochi ulrich
    ulrike uma umair umar umaru una unathi urmila ursula urszula usha usman uzma uzoma vaishali valentin valentina
    valeria valerie vanessa vani vanya varsha varun vasile vasilis vasily vaughan vaughn veena venkat vera verity
    verna vernon veronica veronika veronique vic vicki vickie vicky victor victoria vidya vijay vijaya vikas vikki
    vikram viktor viktoria viktoriya vilma vimal vince vincent vincenzo vinay vineet vinod viola virginia vishal
    vivek vivian vivien vivienne vlad vladimir volodymyr vusi vytautas wafa wahid waheed wai walid wallace walter
    waltraud wanda wangari wanjiru waqar waseem wayne wei wenche wendy werner wes wesley wiktor wiktoria wilbert
    wilf wilfred wilhelm wilhelmina willem william willis wilma winifred winnie winston wioletta wojciech wolfgang
    wynford xander xanthe xavi xavier xenia ximena xin xinyi yacob yahya yan yana yannick yannis yara yash yashvi
    yasin yasir yasmeen yasmin yasmina yasmine yaw yejide yelena yemi yemisi yetunde yevgeny yifan ying yogesh
    yohannes yoko yolanda yolande york youssef yuan yui yulia yuliya yuri yusra yusuf yvette yvonne zac zach
    zachariah zachary zack zafar zaheer zahid zahida zahir zahra zaid zain zaina zainab zak zakaria zaki zakir
    zandile zane zanele zara zarah zarina zayn zbigniew zdenek zeeshan zehra zeinab zelda zena zenia zenobia zeynep
    zhang zia zina zita zlatan zoe zofia zoey zohra zoltan zora zoya zsofia zubair zubaida zuleika zuleikha zulfiqar
    zuri zuzana zuzanna zygmunt
"""

FIRST_NAMES = frozenset(_WRITTEN.split()) - word_set(
    """
    demi destiny devon gift sunday sunny crystal mar sina said shah ram rut max york sterling enoch dot comfort
    melody israel ebony ira jin jun siam clement oakley valentine moffat lawson quinn garnet raven kenya indigo
    aurora athena ariel faith-anne fortune unity purity saffron sapphire honor merlin primrose marigold magnolia
    petunia pippin viva ocean wren winsome celeste cosmo dexter dolly hester jules rana floyd basil bonnie boyd
    milton sama teo evans nam vusi may thu li lin
    """
)
"""In lower case, without marks of accent. Those that are common words stand in ``_name_words`` instead."""
