import { origin } from "./names.ts";

export const ukrainian = origin({
  surnames: "Шевченко=Shevchenko, Коваленко=Kovalenko, Бондаренко=Bondarenko, Мельник=Melnyk, " +
    "Кравчук=Kravchuk, Поліщук=Polishchuk, Левицький/Левицька=Levytskyi/Levytska",
  girls: "Соломія=Solomiia, Дарина=Daryna, Злата=Zlata, Софія=Sofiia, Анастасія=Anastasiia, " +
    "Вікторія=Viktoriia, Єва=Yeva, Орися=Orysia",
  boys: "Максим=Maksym, Артем=Artem, Тимофій=Tymofii, Назар=Nazar, Богдан=Bohdan, " +
    "Матвій=Matvii, Данило=Danylo, Олексій=Oleksii",
  women: "Оксана=Oksana, Наталія=Nataliia, Ірина=Iryna, Світлана=Svitlana",
  men: "Олександр=Oleksandr, Андрій=Andrii, Сергій=Serhii, Тарас=Taras",
});

export const bulgarian = origin({
  surnames: "Петров/Петрова=Petrov/Petrova, Димитров/Димитрова=Dimitrov/Dimitrova, " +
    "Георгиев/Георгиева=Georgiev/Georgieva, Стоянов/Стоянова=Stoyanov/Stoyanova, " +
    "Тодоров/Тодорова=Todorov/Todorova, Илиев/Илиева=Iliev/Ilieva",
  girls: "Виктория=Viktoria, Калина=Kalina, Рая=Raya, Симона=Simona, Габриела=Gabriela, Мила=Mila",
  boys: "Борис=Boris, Калоян=Kaloyan, Мартин=Martin, Александър=Aleksandar, Никола=Nikola, " +
    "Димитър=Dimitar",
  women: "Десислава=Desislava, Елена=Elena, Радостина=Radostina, Цветелина=Tsvetelina",
  men: "Пламен=Plamen, Георги=Georgi, Ивайло=Ivaylo, Красимир=Krasimir",
});

export const russian = origin({
  surnames: "Соколов/Соколова=Sokolov/Sokolova, Морозов/Морозова=Morozov/Morozova, " +
    "Волков/Волкова=Volkov/Volkova, Лебедев/Лебедева=Lebedev/Lebedeva, " +
    "Новиков/Новикова=Novikov/Novikova, Вишневский/Вишневская=Vishnevsky/Vishnevskaya",
  girls: "Алиса=Alisa, Варвара=Varvara, Полина=Polina, Мария=Maria, Ксения=Ksenia, " +
    "Вероника=Veronika",
  boys: "Иван=Ivan, Михаил=Mikhail, Тимофей=Timofey, Артём=Artyom, Фёдор=Fyodor, Лев=Lev",
  women: "Ольга=Olga, Татьяна=Tatyana, Екатерина=Ekaterina, Юлия=Yulia",
  men: "Сергей=Sergey, Дмитрий=Dmitry, Алексей=Alexey, Павел=Pavel",
});

export const greek = origin({
  surnames: "Παπαδόπουλος/Παπαδοπούλου=Papadopoulos/Papadopoulou, Γεωργίου=Georgiou, " +
    "Νικολάου=Nikolaou, Οικονόμου=Oikonomou, Ιωαννίδης/Ιωαννίδου=Ioannidis/Ioannidou, " +
    "Καραγιάννης/Καραγιάννη=Karagiannis/Karagianni, Αλεξίου=Alexiou, " +
    "Σταθόπουλος/Σταθοπούλου=Stathopoulos/Stathopoulou, Παππάς/Παππά=Pappas/Pappa",
  girls: "Ελένη=Eleni, Μαρία=Maria, Αικατερίνη=Aikaterini, Σοφία=Sofia, Δήμητρα=Dimitra, " +
    "Αναστασία=Anastasia, Ιωάννα=Ioanna, Χριστίνα=Christina, Ειρήνη=Eirini, Νεφέλη=Nefeli",
  boys: "Γιώργος=Giorgos, Νίκος=Nikos, Κωνσταντίνος=Konstantinos, Δημήτρης=Dimitris, " +
    "Αλέξανδρος=Alexandros, Παναγιώτης=Panagiotis, Θεόδωρος=Theodoros, Άγγελος=Angelos, " +
    "Στέφανος=Stefanos, Ορέστης=Orestis",
  women: "Βασιλική=Vasiliki, Γεωργία=Georgia, Παναγιώτα=Panagiota, Αγγελική=Angeliki, " +
    "Ευαγγελία=Evangelia, Θεοδώρα=Theodora",
  men: "Ιωάννης=Ioannis, Χρήστος=Christos, Σπύρος=Spyros, Μιχάλης=Michalis, Ανδρέας=Andreas, " +
    "Παύλος=Pavlos",
}, { mothers_keep_theirs: true });

export const arabic = origin({
  surnames: "الخطيب=Al-Khatib, حداد=Haddad, النجار=Al-Najjar, منصور=Mansour, الشامي=Al-Shami, " +
    "خوري=Khoury, العلي=Al-Ali, درويش=Darwish, الحسيني=Al-Husseini, قاسم=Qasim, صالح=Saleh",
  girls: "ليلى=Layla, نور=Nour, سلمى=Salma, مريم=Maryam, ياسمين=Yasmin, هالة=Hala, رنا=Rana, " +
    "جنى=Jana, آية=Aya, دانا=Dana",
  boys: "يوسف=Yusuf, عمر=Omar, كريم=Karim, آدم=Adam, زياد=Ziad, طارق=Tariq, سامي=Sami, " +
    "إبراهيم=Ibrahim, حمزة=Hamza, أنس=Anas",
  women: "فاطمة=Fatima, سعاد=Suad, هدى=Huda, سميرة=Samira, عبير=Abeer, منى=Mona",
  men: "أحمد=Ahmad, خالد=Khaled, محمود=Mahmoud, سمير=Samir, حسن=Hassan, وليد=Walid",
}, { mothers_keep_theirs: true });

export const chinese = origin({
  surnames: "王=Wang, 李=Li, 张=Zhang, 刘=Liu, 陈=Chen, 杨=Yang, 黄=Huang, 赵=Zhao, 吴=Wu, " +
    "周=Zhou, 徐=Xu, 孙=Sun",
  girls: "子涵=Zihan, 欣怡=Xinyi, 梓萱=Zixuan, 诗涵=Shihan, 雨桐=Yutong, 佳琪=Jiaqi, " +
    "思颖=Siying, 梦瑶=Mengyao, 若曦=Ruoxi, 语嫣=Yuyan",
  boys: "浩然=Haoran, 宇轩=Yuxuan, 子轩=Zixuan, 俊杰=Junjie, 博文=Bowen, 天佑=Tianyou, " +
    "嘉豪=Jiahao, 明哲=Mingzhe, 泽宇=Zeyu, 文博=Wenbo",
  women: "丽华=Lihua, 晓燕=Xiaoyan, 静=Jing, 敏=Min, 雪梅=Xuemei, 海燕=Haiyan",
  men: "建华=Jianhua, 志强=Zhiqiang, 伟=Wei, 磊=Lei, 国栋=Guodong, 海涛=Haitao",
}, { surname_first: "", mothers_keep_theirs: true });
