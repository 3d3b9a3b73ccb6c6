import { origin } from "./names.ts";

export const english = origin({
  surnames:
    "Bennett, Clarke, Hughes, Marsh, Whitfield, Campbell, Doyle, Fletcher, Harding, Langley, " +
    "Abbott, Barlow, Crawford, Dunn, Ellison, Frost, Greenwood, Holloway, Ingram, Kendall",
  girls: "Amelia, Zoë, Beatrice, Freya, Isla, Matilda, Niamh, Poppy, Imogen, Harriet",
  boys: "Oliver, Theo, Harry, Callum, Finlay, Jasper, Rory, Samuel, Toby, Wilfred",
  women: "Claire, Joanne, Rebecca, Sarah, Victoria, Emma, Helen, Lucy, Nicola, Philippa",
  men: "Andrew, David, James, Mark, Simon, Stephen, Adrian, Giles, Martin, Peter",
});

export const french = origin({
  surnames: "Lefèvre, Béranger, Gauthier, Mercier, Lemaître, Chrétien, Rousseau, Hébert",
  girls: "Chloé, Inès, Léa, Anaïs, Maëlle, Éloïse, Camille, Manon",
  boys: "Théo, Raphaël, Noé, Gaël, Jérémie, Léo, Maël, Loïc",
  women: "Hélène, Céline, Aurélie, Béatrice, Valérie, Sandrine, Nathalie, Édith",
  men: "François, Jérôme, Frédéric, Benoît, Grégoire, Cédric, Olivier, Rémi",
});

export const german = origin({
  surnames: "Müller, Schröder, Köhler, Weiß, Jäger, Grünwald, Böhm, Hoffmann",
  girls: "Johanna, Greta, Lena, Frieda, Clara, Ronja, Mathilda, Lotte",
  boys: "Jonas, Lukas, Moritz, Anton, Emil, Till, Jannik, Henrik",
  women: "Katrin, Sabine, Anke, Silke, Ulrike, Birgit, Maren, Tanja",
  men: "Stefan, Matthias, Thorsten, Jörg, Sönke, Holger, Jens, Björn",
});

export const polish = origin({
  surnames:
    "Kowalski/Kowalska, Wiśniewski/Wiśniewska, Wójcik, Kamiński/Kamińska, Zieliński/Zielińska, " +
    "Dąbrowski/Dąbrowska, Woźniak, Gołębiowski/Gołębiowska",
  girls: "Zuzanna, Łucja, Maja, Oliwia, Wiktoria, Hanna, Róża, Jagoda",
  boys: "Stanisław, Michał, Franciszek, Jędrzej, Wojciech, Antoni, Kacper, Miłosz",
  women: "Agnieszka, Małgorzata, Katarzyna, Bożena, Elżbieta, Dorota, Joanna, Renata",
  men: "Łukasz, Paweł, Grzegorz, Rafał, Sławomir, Marek, Tomasz, Zbigniew",
});

export const czech = origin({
  surnames: "Novák/Nováková, Svoboda/Svobodová, Černý/Černá, Procházka/Procházková, " +
    "Kučera/Kučerová, Veselý/Veselá, Němec/Němcová, Růžička/Růžičková",
  girls: "Tereza, Adéla, Anežka, Barbora, Markéta, Žofie, Kristýna, Klára",
  boys: "Jakub, Vojtěch, Ondřej, Šimon, Tomáš, Štěpán, Lukáš, Kryštof",
  women: "Lenka, Jitka, Kateřina, Zdeňka, Šárka, Hana, Pavlína",
  men: "Jiří, Martin, Zdeněk, Luboš, Radek, Aleš, Roman",
});

export const portuguese = origin({
  surnames: "Gonçalves, Simões, Magalhães, Conceição, Araújo, Brandão, Assunção, Guimarães",
  girls: "Inês, Beatriz, Leonor, Letícia, Lívia, Constança, Madalena, Íris",
  boys: "João, Gonçalo, Tomé, Simão, Martim, Salvador, Duarte, Vicente",
  women: "Patrícia, Cláudia, Sónia, Fátima, Mónica, Ângela, Filipa, Graça",
  men: "António, Luís, Sérgio, Rogério, Nuno, Fábio, Paulo, Hélder",
});

export const swedish = origin({
  surnames: "Lindström, Åkesson, Sjöberg, Öberg, Bergström, Håkansson, Nyström, Mårtensson",
  girls: "Astrid, Ebba, Saga, Tuva, Märta, Freja, Linnéa, Ylva",
  boys: "Axel, Måns, Elis, Björn, Viggo, Nils, Sixten, Arvid",
  women: "Åsa, Annika, Malin, Karin, Pernilla, Helena, Ulrika",
  men: "Håkan, Göran, Mattias, Fredrik, Pär, Anders, Jörgen",
});

export const turkish = origin({
  surnames: "Yılmaz, Şahin, Öztürk, Çelik, Yıldız, Aydın, Doğan, Kılıç",
  girls: "Zeynep, Elif, Defne, Ayşe, İrem, Ceren, Gülce, Nehir",
  boys: "Emir, Kerem, Çınar, Yiğit, Oğuz, Ömer, Barış, Tuğrul",
  women: "Ayşegül, Özlem, Sibel, Şebnem, Gülşen, Derya, Hülya, Yasemin",
  men: "Mehmet, Hüseyin, Özgür, Serkan, Uğur, Murat, Çetin, Tuncay",
});

export const ghanaian = origin({
  surnames: "Mensah, Owusu, Boateng, Asante, Osei, Agyeman, Appiah",
  girls: "Akosua, Abena, Adwoa, Efua, Esi, Ama, Akua",
  boys: "Kofi, Kwame, Kojo, Yaw, Kwesi, Kwabena, Kwaku",
  women: "Grace, Comfort, Mercy, Patience, Gifty, Charity, Rita, Vida",
  men: "Emmanuel, Ebenezer, Joseph, Isaac, Prince, Daniel, Felix, Seth",
});

export const indian = origin({
  surnames: "Sharma, Gupta, Verma, Mehta, Joshi, Kapoor, Malhotra",
  girls: "Ananya, Diya, Ishita, Kavya, Meera, Saanvi, Tara",
  boys: "Aarav, Arjun, Dev, Rohan, Vihaan, Ishaan, Kabir",
  women: "Neha, Pooja, Sunita, Kavita, Anjali, Deepa, Rekha, Shalini",
  men: "Rajesh, Sanjay, Vikram, Amit, Nitin, Manoj, Sunil, Vivek",
});

export const vietnamese = origin({
  surnames: "Nguyễn, Trần, Lê, Phạm, Hoàng, Huỳnh, Vũ, Võ, Đặng, Bùi, Đỗ, Ngô",
  girls: "Bảo Châu, Minh Anh, Thùy Linh, Ngọc Hân, Khánh Vy, Phương Thảo, Gia Hân, " +
    "Quỳnh Như, Thanh Trúc, Hà My",
  boys: "Minh Khôi, Gia Bảo, Đức Anh, Quang Huy, Tuấn Kiệt, Hoàng Long, Nhật Minh, " +
    "Thành Đạt, Anh Dũng, Hữu Phước",
  women: "Thị Mai, Thị Hồng Nhung, Thị Thu Hà, Thị Lan Anh, Thị Kim Oanh, Thị Bích Ngọc",
  men: "Văn Hùng, Đình Phúc, Quốc Việt, Văn Thắng, Hữu Nghĩa, Ngọc Sơn",
}, { surname_first: " ", mothers_keep_theirs: true });
